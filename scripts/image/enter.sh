#!/bin/sh
# unshare --mount enter.sh COMMAND...: runs a command in a root made of a stage's files and this machine's programs.
#   ROOT    the stage's own files
#   TOOLS   a folder with node and npm, which is put at /opt/tools; CACHE npm's, put at /opt/npm-cache
#   WORK    the folder to begin in
#   USER    who runs it
#   OPEN    when set, all but this folder is read-only, and it is empty
set -eu
mount --bind "$ROOT" "$ROOT"
cd "$ROOT"
mkdir -p dev etc opt/tools opt/npm-cache proc tmp usr
for name in bin lib lib64 sbin; do
  ln -sfn "usr/$name" "$name"
done
mount --rbind /dev dev
mount --rbind /proc proc
for name in etc usr; do
  mount --bind "/$name" "$name"
  mount -o remount,bind,ro "$name"
done
mount --bind "$TOOLS/passwd" etc/passwd
mount --bind "$TOOLS/group" etc/group
mount --bind "$TOOLS" opt/tools
mount --bind "$CACHE" opt/npm-cache
if [ -n "$OPEN" ]; then
  mount -o remount,bind,ro "$ROOT"
  mount -o remount,bind,ro opt/tools
  mount -t tmpfs none "$ROOT$OPEN"
else
  mount -t tmpfs none tmp
fi
cd /
# The paths of before don't exist behind this door.
exec chroot --userspec="$USER" "$ROOT" /bin/sh -c 'cd "$0" && exec "$@"' "$WORK" "$@"
