#!/bin/sh
# Manages the database of a shop that runs elsewhere, through the shop itself. Needs curl alone.
set -eu

usage() {
  cat <<'TEXT'
Manages the database of a shop that runs elsewhere.

    APP_URL=https://shop.example DB_MANAGEMENT_SECRET=... scripts/manage-remote-db.sh COMMAND [--json]

  health                          whether the shop and its database are well
  status                          how the schema is, and the pushes so far
  plan                            what a push would do, and what it would destroy
  push-schema [--accept PRINT]    brings the database to the shop's version; PRINT is the plan's
                                  fingerprint, needed where something would be destroyed
  seed-demo                       fills an empty shop with the demo catalogue
  create-admin EMAIL NAME         makes an owner; the password is asked for, read from standard input
                                  where that is no terminal, or made and shown once where it is empty

  --json   the shop's own answer, for machines

Exit status: 0 done; 1 failed, or the shop is not well; 2 asked in a wrong way; 3 refused for what it
would do, or because of what is there (read the answer); 4 the secret is wrong, or management is off;
5 the shop can't be reached; 6 not known what came of it.
TEXT
}

complain() {
  status=$1
  shift
  printf '%s\n' "$*" >&2
  exit "$status"
}

# The secret is no longer in the environment of what is run from here, and never an argument: curl reads it, like all
# that is sent, from its standard input.
secret=${DB_MANAGEMENT_SECRET-}
unset DB_MANAGEMENT_SECRET
url=${APP_URL-}
url=${url%/}

accepted=text/plain
command=
accept=
email=
name=
while [ $# -gt 0 ]; do
  case $1 in
    --json) accepted=application/json ;;
    --accept)
      [ $# -ge 2 ] || complain 2 'After --accept comes the fingerprint that the plan ends with.'
      accept=$2
      shift
      ;;
    -h | --help | help)
      usage
      exit 0
      ;;
    -*) complain 2 "There is no option $1. --help lists them." ;;
    *)
      if [ -z "$command" ]; then command=$1
      elif [ "$command" = create-admin ] && [ -z "$email" ]; then email=$1
      elif [ "$command" = create-admin ] && [ -z "$name" ]; then name=$1
      else complain 2 "What is $1 for? --help says what there is."
      fi
      ;;
  esac
  shift
done

case $command in
  health | status | plan | push-schema | seed-demo | create-admin) ;;
  '')
    usage >&2
    exit 2
    ;;
  *) complain 2 "There is no command $command. --help lists them." ;;
esac
if [ -n "$accept" ] && [ "$command" != push-schema ]; then
  complain 2 '--accept belongs to push-schema.'
fi
if [ "$command" = create-admin ] && [ -z "$name" ]; then
  complain 2 'Give an e-mail address and a name: create-admin mia@shop.example Mia'
fi
case $url in
  http://* | https://*) ;;
  '') complain 2 'APP_URL is not set: give it the address of the shop, like https://shop.example' ;;
  *) complain 2 "APP_URL is \"$url\", which is no address like https://shop.example" ;;
esac
if [ "$command" != health ] && [ ${#secret} -lt 32 ]; then
  complain 2 'DB_MANAGEMENT_SECRET is not set, or shorter than 32 characters: give it what the shop has.'
fi
command -v curl >/dev/null || complain 2 'curl is not installed.'

umask 077
answer=$(mktemp "${TMPDIR:-/tmp}/manage-remote-db.XXXXXX")
trap 'rm -f "$answer"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# A value in curl's own quotes.
quote() {
  printf '%s' "$1" | sed 's/[\\"]/\\&/g'
}

# ask METHOD PATH [NAME VALUE]... : sets $code to the answer's status, 000 for none; the answer is in $answer.
ask() {
  method=$1
  path=$2
  shift 2
  code=$(
    {
      printf 'url = "%s"\nrequest = "%s"\n' "$(quote "$url$path")" "$method"
      printf 'header = "Accept: %s"\n' "$accepted"
      [ "$command" = health ] || printf 'header = "Authorization: Bearer %s"\n' "$(quote "$secret")"
      [ "$method" = GET ] || [ $# -gt 0 ] || printf 'data = ""\n'
      while [ $# -gt 0 ]; do
        printf 'data-urlencode = "%s=%s"\n' "$1" "$(quote "$2")"
        shift 2
      done
    } | curl --silent --show-error --max-time 120 --connect-timeout 10 \
      --output "$answer" --write-out '%{http_code}' --config - 2>"$answer.why"
  ) || code=000
  why=$(sed 's/^curl: //' "$answer.why")
  rm -f "$answer.why"
}

show() {
  cat "$answer"
  # JSON comes without a line's end.
  if [ -n "$(tail -c 1 "$answer")" ]; then printf '\n'; fi
}

# Ends with what an answer means.
finish() {
  case $code in
    000) complain 5 "The shop at $url can't be reached: $why" ;;
    404) complain 4 'The shop has no such address: its DB_MANAGEMENT_SECRET is not set, or this is not the shop.' ;;
  esac
  case $code in
    2??) show && exit 0 ;;
    3??) complain 2 "The shop is at another address than $url: give APP_URL that one, https perhaps." ;;
    401 | 429) show >&2 && exit 4 ;;
    409) show >&2 && exit 3 ;;
    400) show >&2 && exit 2 ;;
    *) show >&2 && exit 1 ;;
  esac
}

# As many random digits as a UUID has, with its version and variant: the push is known by it from the start.
new_id() {
  od -An -N16 -tx1 /dev/urandom | tr -d ' \n' |
    sed 's/^\(.\{8\}\)\(.\{4\}\).\(.\{3\}\).\(.\{3\}\)\(.\{12\}\)$/\1-\2-4\3-8\4-\5/'
}

# A push sent again under its id is told what came of the first: so it is asked until there is an answer.
push() {
  id=$(new_id)
  tries=0
  while :; do
    if [ -n "$accept" ]; then ask POST /admin/database/push id "$id" accept "$accept"
    else ask POST /admin/database/push id "$id"
    fi
    case $code in
      202 | 000 | 502 | 503 | 504) ;;
      *) finish ;;
    esac
    if [ "$code" = 503 ] && grep -Eq '^cut:|"state":"cut"' "$answer"; then finish; fi
    # What surely never began need not be waited for.
    if [ "$tries" -eq 0 ]; then
      if [ "$code" = 503 ] && grep -q 'so nothing was done' "$answer"; then finish; fi
      case $code$why in '000('[67]')'*) finish ;; esac
    fi
    tries=$((tries + 1))
    [ "$tries" -le 60 ] ||
      complain 6 "It is not known what came of the push $id: all of it, or nothing. \"status\" tells, once the shop answers."
    [ "$tries" -gt 1 ] || printf 'The push goes on, or its answer was lost; asking what came of it …\n' >&2
    sleep 2
  done
}

read_password() {
  if [ -t 0 ]; then
    printf 'Password (12 characters or more, not shown; none to have one made): ' >&2
    stty -echo
    trap 'stty echo; rm -f "$answer"' EXIT
    IFS= read -r password || true
    stty echo
    printf '\n' >&2
  else
    IFS= read -r password || true
  fi
}

case $command in
  health)
    ask GET /healthz
    # What is down says so with 503.
    finish
    ;;
  status) ask GET /admin/database/status && finish ;;
  plan) ask POST /admin/database/plan && finish ;;
  push-schema) push ;;
  seed-demo) ask POST /admin/database/seed-demo && finish ;;
  create-admin)
    password=
    read_password
    ask POST /admin/database/create-admin email "$email" name "$name" password "$password"
    finish
    ;;
esac
