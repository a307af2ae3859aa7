# Shows a command as it could be typed, without its secret, then runs it.
SECRET=

quoted() {
    if [[ "$1" == *\'* ]]; then printf '"%s"' "$1"; else printf "'%s'" "$1"; fi
}

shown() {
    local line='$' word
    for word in "$@"; do
        [[ -z "$SECRET" ]] || word="${word//"$SECRET"/********}"
        [[ "$word" =~ ^[A-Za-z0-9_./:=@*-]+$ ]] || word="$(quoted "$word")"
        line+=" $word"
    done
    printf '\n%s\n' "$line"
    "$@"
}
