/** The Terraform type that an address names: `aws_db_instance`, `data.aws_vpc`, `provider.aws`, `output`. */
export function typeOf(address: string): string {
  const [first = '', second, third] = withoutModules(address).split('.', 3);
  if (second === undefined) return first;
  if (first === 'data' || first === 'ephemeral') return third === undefined ? first : `${first}.${second}`;
  return first === 'provider' || (first === 'terraform' && second === 'backend') ? `${first}.${second}` : first;
}

/** An index of a module may hold any text: `module.m["a.b"].aws_kms_key.k`. */
const MODULE = /^module\.[^.[\]]+(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\])?\.(?=.)/;

function withoutModules(address: string): string {
  let rest = address;
  for (let match = MODULE.exec(rest); match !== null; match = MODULE.exec(rest)) rest = rest.slice(match[0].length);
  return rest;
}
