#!/bin/sh
# Finds the program or builds it from the sources that this action came with; its path is added to the step's outputs.
#   INPUT_PROGRAM   a program that is there already
#   SOURCES         the folder of the sources
#   RUNNER_TEMP     where it is built
set -eu

if [ -n "${INPUT_PROGRAM:-}" ]; then
  program=$INPUT_PROGRAM
elif command -v genomsyra >/dev/null 2>&1; then
  program=$(command -v genomsyra)
else
  cargo install --locked --path "${SOURCES:?}" --root "${RUNNER_TEMP:?}/genomsyra"
  program=$RUNNER_TEMP/genomsyra/bin/genomsyra
fi
# One that does not start stops the pipeline here, with its own words.
"$program" --version
printf 'program=%s\n' "$program" >>"${GITHUB_OUTPUT:?}"
