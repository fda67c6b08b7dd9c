/** Begin of a name in capitals, as in `DBCluster` and `ARN`. */
const CAPITALS = /^(?:[A-Z]+(?=[A-Z][a-z]|[^A-Za-z]|$)|[A-Z])/;

/** Words joined as JavaScript writes names: `function alias` is `functionAlias`, `DBClusterName` is `dbClusterName`. */
export function memberName(name: string): string {
  const [first = '', ...others] = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  const begin = first.replace(CAPITALS, (capitals) => capitals.toLowerCase());
  return begin + others.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}
