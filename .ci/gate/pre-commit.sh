#!/bin/sh
# For the pre-commit framework, which gives the changed documents as arguments; and for .git/hooks/pre-commit, which gives none:
# then those that are about to be committed are checked, as they stand in the folder (the framework puts other changes aside, git does not).
#
# Options of `genomsyra check` may stand first, as the framework's `args` put them: --fail-under=2, --baseline=FILE …
# Only what breaks a demand is told at length; a document that could not be read stops the commit too.
set -eu

program=${GENOMSYRA_PROGRAM:-genomsyra}
if ! command -v "$program" >/dev/null 2>&1; then
  printf 'genomsyra: the program %s is not there. Install it with "cargo install --locked --path ." in its sources.\n' "$program" >&2
  exit 2
fi

named=false
for argument in "$@"; do
  case $argument in -*) ;; *) named=true ;; esac
done
if [ "$named" = false ]; then
  IFS='
'
  set -f
  # Added, copied, changed and renamed; names as they are.
  for document in $(git -c core.quotePath=false diff --cached --name-only --diff-filter=ACMR -- \
    ':(icase)*.pdf' ':(icase)*.docx' ':(icase)*.doc' ':(icase)*.odt' ':(icase)*.rtf' \
    ':(icase)*.md' ':(icase)*.txt' ':(icase)*.html' ':(icase)*.htm' ':(icase)*.pptx' \
    ':(icase)*.odp' ':(icase)*.xlsx' ':(icase)*.xls' ':(icase)*.ods' ':(icase)*.eml' ':(icase)*.msg'); do
    set -- "$@" "$document"
    named=true
  done
  [ "$named" = true ] || exit 0
fi

code=0
told=$("$program" check "$@" 2>&1) || code=$?
[ "$code" -eq 0 ] || printf '%s\n' "$told" >&2
exit "$code"
