#!/bin/sh
# Stands for a service that has too much to do: the first attempt of each task is sent away and told when to come back.
# Usage: busy-at-first.sh COMMAND [ARGUMENT…]
if [ "${BRAID_ATTEMPT:-2}" = 1 ]; then
  echo '{ "retry-after-seconds": 1 }' > "$BRAID_RESULT_FILE"
  exit 75 # Braid takes this for a rate limit: the task comes back, and its tries are not counted
fi
sleep 0.6
exec "$@"
