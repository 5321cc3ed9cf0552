# Makes counters of the past, for "promtool tsdb create-blocks-from openmetrics".
#
#   awk -v now=SECONDS -f history.awk history.txt
#
# A line is a series and, behind it, how fast it grew: RATE@FROM-TO, in units a second, from so many hours ago until
# so many. A sample a minute in the last nine hours, one in ten minutes before.

/^(#|$)/ { next }
{
  count = 0
  for (field = 2; field <= NF; field++) {
    split($field, part, /[@-]/)
    for (ago = part[2] * 3600; ago > part[3] * 3600; ago -= step) {
      step = ago > 9 * 3600 ? 600 : 60
      printf "%s %.3f %d\n", $1, count, now - ago
      count += part[1] * step
    }
  }
}
END { print "# EOF" }
