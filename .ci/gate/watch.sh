#!/bin/sh
# Follows a folder that a document-management system exports to, and keeps an overview of it up to date.
#
#   watch.sh EXPORTS RESULTS           once (from a timer or cron)
#   watch.sh EXPORTS RESULTS SECONDS   for ever, with this pause
#
# RESULTS gets genomsyra.arkiv (the store: only new and changed documents are read), oversikt.html, dokument.csv and korning.log. Reports are
# exchanged whole: whoever opens one never sees half of it. GENOMSYRA_PROGRAM names the program [genomsyra]; GENOMSYRA_ARGUMENTS holds
# further arguments of `genomsyra scan`, one a line. Two runs at the same time: the second leaves the work to the first.
#
# Exit codes of one run: 0 all is well, 2 could not run, 3 some documents could not be read (the overview says which).
set -eu

program=${GENOMSYRA_PROGRAM:-genomsyra}
if [ $# -lt 2 ] || [ $# -gt 3 ] || [ ! -d "$1" ]; then
  printf 'usage: watch.sh EXPORTS RESULTS [SECONDS]; EXPORTS must be a folder\n' >&2
  exit 2
fi
exports=$1 results=$2 pause=${3:-} sleeping=""
# Results hold sentences of the documents: for the owner only.
umask 077
mkdir -p "$results"
case $(cd "$results" && pwd -P)/ in
  "$(cd "$exports" && pwd -P)"/*)
    printf 'watch.sh: RESULTS is inside EXPORTS, where the overview would be read as a document\n' >&2
    exit 2
    ;;
  *) ;;
esac
lock=$results/.pagar
newline='
'

note() {
  printf '%s %s\n' "$(date '+%Y-%m-%d %H:%M:%S')" "$1" >>"$results/korning.log"
}

unlock() {
  rm -rf "$lock"
}

# Brings the store up to date and makes a report of what lies in the folder now; after the first no document is opened again.
report() {
  format=$1 file=$2
  shift 2
  made=0
  "$program" scan --store "$results/genomsyra.arkiv" --format "$format" --output "$results/.$file" "$@" "$exports" \
    2>>"$results/korning.log" || made=$?
  # 3 tells of documents that could not be read; the report is made all the same.
  case $made in
    0 | 3) mv -f "$results/.$file" "$results/$file" ;;
    *) ;;
  esac
  return "$made"
}

once() {
  # A folder is made by one process only. The owner's number tells a run that goes on from one that was killed.
  if ! mkdir "$lock" 2>/dev/null; then
    owner=$(cat "$lock/owner" 2>/dev/null || printf '')
    if [ -z "$owner" ] || kill -0 "$owner" 2>/dev/null; then
      note "another run is going on"
      return 0
    fi
    note "run $owner was stopped before its end; going on where it ended"
  fi
  printf '%s\n' "$$" >"$lock/owner"
  code=0
  report plain-csv dokument.csv "$@" || code=$?
  case $code in
    0 | 3)
      code=0
      report html oversikt.html "$@" || code=$?
      ;;
    *) ;;
  esac
  note "exit code $code"
  unlock
  return "$code"
}

stop() {
  # Only a lock of our own.
  [ "$(cat "$lock/owner" 2>/dev/null || printf '')" != "$$" ] || unlock
  [ -z "$sleeping" ] || kill "$sleeping" 2>/dev/null || :
  exit 0
}

IFS=$newline
set -f
set --
for argument in ${GENOMSYRA_ARGUMENTS:-}; do set -- "$@" "$argument"; done
if [ -z "$pause" ]; then
  once "$@"
  exit
fi
trap stop INT TERM
while :; do
  # What went wrong stands in the log; the next run may go better.
  once "$@" || :
  # A signal is met at once and not after the pause.
  sleep "$pause" &
  sleeping=$!
  wait "$sleeping" || :
done
