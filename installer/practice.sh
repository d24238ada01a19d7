#!/bin/bash
# Opens the program on a practice station of made-up people. Without a display it does
# the main job instead and says where the files lie. Reads BIN and DATA; called by make.
set -euo pipefail
cd "$(dirname "$0")/.."
BIN=${BIN:-.venv/bin}
DATA=${DATA:-practice}
OUT="$DATA/output"

program() { "$BIN/python" -m liaison_desktop --data "$DATA" "$@"; }

if [ ! -e "$DATA/station.db" ]; then
    program sample
fi
if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$BIN/python" -m liaison_desktop --data "$DATA"
fi

echo "没有图形界面，改为在命令行完成主要工作："
mkdir -p "$OUT"
program cards print --out "$OUT/民情联系卡.pdf"
program forms registration --out "$OUT/民情登记卡.pdf"
for noun in households residents cadres pairings cards coverage visits concerns disputes; do
    program export "$noun" --out "$OUT/$noun.xlsx"
done
{
    program figures --period 2023H1 # when the sample ledgers were kept
    program figures
} >"$OUT/figures.txt"
program summary --period 2023H1 --out "$OUT/半年总结.pdf"
program summary --period 2023H1 --out "$OUT/半年总结.docx"
program charts --period 2023H1 --out "$OUT/会议图表.pptx"
program charts --period 2023H1 --out "$OUT/会议图表.pdf"
program dossier 纠2023-0001 --out "$OUT/调解卷宗.pdf"
program check
# Qt says twice that an offscreen window cannot be sized by a window manager.
QT_QPA_PLATFORM=offscreen QT_LOGGING_RULES="default.warning=false" program --picture "$OUT/window.png"
echo
echo "文件在 $(cd "$OUT" && pwd)："
ls -l "$OUT"
