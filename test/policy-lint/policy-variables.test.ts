import { hasVariable, malformedVariable } from '../../lib/policy-lint/policy-variables';

const CURRENT = '2012-10-17';

describe('malformedVariable', () => {
  it.each([
    '${cognito-identity.amazonaws.com:sub}',
    '${www.amazon.com:user_id}',
    '${graph.facebook.com:id}',
    '${oidc.eks.eu-west-1.amazonaws.com/id/EXAMPLE:sub}',
    '${aws:PrincipalTag/cost center}',
    '${aws:PrincipalTag/équipe}',
    "${aws:PrincipalTag/team, 'none'}",
    '${iot:Connection.Thing.Attributes[site]}',
    '${*}',
    '${?}',
    '${$}',
  ])('takes %s', (variable) => {
    expect(malformedVariable(`home/${variable}/*`, CURRENT)).toBeUndefined();
    expect(hasVariable(variable)).toBe(true);
  });

  it.each(['${foo}', '${aws:}', '${:x}', '${aws:username', '${ aws:username}', '${.com:sub}'])(
    'finds %s',
    (variable) => {
      expect(malformedVariable(`home/${variable}`, CURRENT)).toBe(variable);
    },
  );

  it.each(['2008-10-17', undefined])('finds none in a policy of version %s', (version) => {
    expect(malformedVariable('${foo}', version)).toBeUndefined();
  });
});
