/**
 * Runs a task for the newest value. One run at a time: of the values that come meanwhile only the last gets a run, after the one under
 * way, and `isNewest` tells a run whether its result is still wanted.
 */
export function runNewest<Value>(
  run: (value: Value, isNewest: () => boolean) => Promise<void>,
): (value: Value) => void {
  let waiting: { readonly value: Value } | undefined;
  let running = false;
  const next = async (): Promise<void> => {
    running = true;
    try {
      while (waiting !== undefined) {
        const { value } = waiting;
        waiting = undefined;
        await run(value, () => waiting === undefined);
      }
    } finally {
      running = false;
    }
  };
  return (value) => {
    waiting = { value };
    if (!running) void next();
  };
}
