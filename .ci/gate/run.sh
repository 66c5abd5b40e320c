#!/bin/sh
# Checks documents and fails when they do not hold what is asked of them: the same script for every pipeline.
#
# Everything comes in the environment; only GENOMSYRA_DOCUMENTS is needed. Lists have one item a line.
#   GENOMSYRA_DOCUMENTS   files, patterns (policyer/*.docx) and folders (every document in them and below)
#   GENOMSYRA_PROGRAM     the program [genomsyra]
#   GENOMSYRA_CONFIG      settings (--config); without it the program looks for genomsyra.toml itself
#   GENOMSYRA_BASELINE    what was known before (--baseline)
#   GENOMSYRA_FAIL_UNDER  lowest maturity level (--fail-under)
#   GENOMSYRA_FAIL_ON     list of conditions (--fail-on)
#   GENOMSYRA_LANG        sv or en (--lang)
#   GENOMSYRA_QUOTES      "false" keeps sentences of the documents out of all reports (--no-quotes)
#   GENOMSYRA_ARGUMENTS   list of further arguments for every run of `genomsyra check`
#   GENOMSYRA_FORMAT      what the log shows [terminal]
#   GENOMSYRA_REPORTS     list of reports to write: FORMAT=FILE
#   GENOMSYRA_SUMMARY     a file that a summary in Markdown is added to
#   GENOMSYRA_OUTPUT      a file that genomsyra_exit_code=N and genomsyra_verdict=WORD are added to
#
# Exit codes are those of the program: 0 all is well, 1 a demand is broken, 2 could not run, 3 some documents could not be read. A report
# that cannot be written gives 2, whatever the verdict is.
set -eu

program=${GENOMSYRA_PROGRAM:-genomsyra}
# What GitHub takes of a summary is a megabyte.
longest_summary=1000000
newline='
'

fail() {
  printf 'genomsyra: %s\n' "$1" >&2
  tell 2
  exit 2
}

# The outputs that later steps of a pipeline read.
tell() {
  [ -n "${GENOMSYRA_OUTPUT:-}" ] || return 0
  case $1 in
    0) verdict=passed ;;
    1) verdict=failed ;;
    3) verdict=unread ;;
    *) verdict=error ;;
  esac
  printf 'genomsyra_exit_code=%s\ngenomsyra_verdict=%s\n' "$1" "$verdict" >>"$GENOMSYRA_OUTPUT"
}

command -v "$program" >/dev/null 2>&1 || fail "the program '$program' is not there. Install it or set GENOMSYRA_PROGRAM."
[ -n "${GENOMSYRA_DOCUMENTS:-}" ] || fail "GENOMSYRA_DOCUMENTS is empty: name files, patterns or folders, one a line."

# Every document below a folder. Hidden folders (.git) hold none.
below() {
  find "$1" -name '.[!.]*' -prune -o -type f \( \
    -iname '*.pdf' -o -iname '*.docx' -o -iname '*.doc' -o -iname '*.odt' -o -iname '*.rtf' -o -iname '*.md' -o -iname '*.txt' \
    -o -iname '*.html' -o -iname '*.htm' -o -iname '*.pptx' -o -iname '*.odp' -o -iname '*.xlsx' -o -iname '*.xls' -o -iname '*.ods' \
    -o -iname '*.eml' -o -iname '*.msg' -o -iname '*.zip' \) -print
}

# Only line breaks part items: names may hold spaces. Patterns are expanded here and nowhere else: documents are named [utkast] too.
IFS=$newline
# shellcheck disable=SC2086
set -- $GENOMSYRA_DOCUMENTS
set -f
for item in "$@"; do
  shift
  if [ -d "$item" ]; then
    found=$(below "${item%/}") || fail "the folder '$item' could not be read to its end."
    # The same order on every machine.
    for document in $(printf '%s\n' "$found" | LC_ALL=C sort); do
      [ -f "$document" ] || fail "'$document' is not the name of a file. A name that holds a line break cannot be checked."
      set -- "$@" "$document"
    done
  else
    set -- "$@" "$item"
  fi
done
documents=$#
[ "$documents" -gt 0 ] || fail "no documents were found."

set -- -- "$@"
[ "${GENOMSYRA_QUOTES:-true}" != false ] || set -- --no-quotes "$@"
for argument in ${GENOMSYRA_ARGUMENTS:-}; do set -- "$argument" "$@"; done
for condition in ${GENOMSYRA_FAIL_ON:-}; do set -- --fail-on "$condition" "$@"; done
[ -z "${GENOMSYRA_FAIL_UNDER:-}" ] || set -- --fail-under "$GENOMSYRA_FAIL_UNDER" "$@"
[ -z "${GENOMSYRA_BASELINE:-}" ] || set -- --baseline "$GENOMSYRA_BASELINE" "$@"
[ -z "${GENOMSYRA_CONFIG:-}" ] || set -- --config "$GENOMSYRA_CONFIG" "$@"
[ -z "${GENOMSYRA_LANG:-}" ] || set -- --lang "$GENOMSYRA_LANG" "$@"

code=0
"$program" check --format "${GENOMSYRA_FORMAT:-terminal}" "$@" || code=$?
# Nothing was checked: there is nothing to report either.
if [ "$code" -eq 2 ]; then
  tell 2
  exit 2
fi

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Writes a report. The verdict is known and its reasons are told; only a report that cannot be made matters now.
report() {
  format=$1 file=$2
  shift 2
  result=0
  "$program" check --format "$format" --output "$file" "$@" 2>"$scratch/messages" || result=$?
  [ "$result" -ne 2 ] || {
    cat "$scratch/messages" >&2
    fail "the report $format could not be written to '$file'."
  }
}

for wanted in ${GENOMSYRA_REPORTS:-}; do
  case $wanted in
    ?*=?*) report "${wanted%%=*}" "${wanted#*=}" "$@" ;;
    *) fail "GENOMSYRA_REPORTS: '$wanted' is not FORMAT=FILE." ;;
  esac
done
if [ -n "${GENOMSYRA_SUMMARY:-}" ]; then
  report summary "$scratch/summary.md" "$@"
  if [ "$(wc -c <"$scratch/summary.md")" -gt "$longest_summary" ]; then
    # Whole lines only: a sign of several bytes is not to be cut in two.
    head -c "$longest_summary" "$scratch/summary.md" | sed '$d' >>"$GENOMSYRA_SUMMARY"
    printf '\n… (%s)\n' "GENOMSYRA_REPORTS: html=FIL" >>"$GENOMSYRA_SUMMARY"
  else
    cat "$scratch/summary.md" >>"$GENOMSYRA_SUMMARY"
  fi
fi
printf 'genomsyra: %s file(s), exit code %s\n' "$documents" "$code" >&2
tell "$code"
exit "$code"
