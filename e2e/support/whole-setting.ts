/** A whole number above 0 from the environment. Ends the process where it says something else. */
export function wholeSetting(setting: string, usual: number): number {
  const said = process.env[setting];
  const value = Number(said || usual);
  if (Number.isInteger(value) && value > 0) return value;
  console.error(`${setting}=${said} must be a whole number above 0`);
  process.exit(2);
}
