/** Major and minor number of an engine's version; the minor one only where it is written. */
export interface EngineVersion {
  readonly major: number;
  readonly minor: number | undefined;
}

export interface EngineFamily {
  readonly engine: string;
  readonly version: EngineVersion;
}

/** Splits the name of a parameter group's family: `aurora-postgresql16` is engine `aurora-postgresql`, version 16. */
export function parseFamily(family: string | undefined): EngineFamily | undefined {
  const match = /^([a-z][a-z0-9-]*?)-?(\d+)(?:\.(\d+))?$/.exec(family?.toLowerCase() ?? '');
  const [, engine, major, minor] = match ?? [];
  if (engine === undefined || major === undefined) return undefined;
  return { engine, version: { major: Number(major), minor: minor === undefined ? undefined : Number(minor) } };
}

/** True where a version is the given one or later; undefined where the version is not precise enough. */
export function isAtLeast(version: EngineVersion, major: number, minor = 0): boolean | undefined {
  if (version.major !== major) return version.major > major;
  if (version.minor === undefined) return minor === 0 ? true : undefined;
  return version.minor >= minor;
}
