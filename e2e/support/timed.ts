/** Lines with the seconds since now before them. */
export function timed(tell: (line: string) => void): (line: string) => void {
  const began = performance.now();
  return (line) => tell(`${((performance.now() - began) / 1_000).toFixed(0).padStart(5)} s  ${line}`);
}
