/** CPU milliseconds of one call. */
function cpuOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * How many times more CPU the second work needs than the first: the least of three tries, because what else the machine
 * does can only add. Both have to take some milliseconds.
 */
export function cpuRatio(first: () => void, second: () => void): number {
  first();
  const ratios = [0, 1, 2].map(() => {
    const base = Math.max(cpuOf(first), 1);
    return cpuOf(second) / base;
  });
  return Math.min(...ratios);
}

/** How many times more CPU four times the size needs: 4 where time is linear, 16 where it is quadratic. */
export function growthOf(work: (size: number) => void, size: number): number {
  return cpuRatio(
    () => {
      work(size);
    },
    () => {
      work(4 * size);
    },
  );
}

/** Well between linear and quadratic. */
export const LINEAR_GROWTH = 9;
