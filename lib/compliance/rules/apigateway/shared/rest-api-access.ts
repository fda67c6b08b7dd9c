import type { Block } from '../../../model/block';
import { namesEveryone } from '../../../model/public-access';
import type { Condition, PolicyDocument, Statement } from '../../../model/policy-document';
import { isUnknown, toList, type Unknown } from '../../../model/value';
import { companions } from '../../../reading/companions';
import { policyAt } from '../../../reading/policies/carried-policies';
import { admitsEveryone, RESOURCE_CALLER_KEYS } from '../../../reading/policies/public-resource-policy';
import { possibleTarget } from '../../../reading/possible-target';
import { both, either, every, not, some, type Truth } from '../../../reading/truth';

/** True where a REST API is private, or where its resource policy keeps everyone but some callers out. */
export function isRestricted(api: Block): Truth {
  return either(isPrivate(api), hasRestrictingPolicy(api));
}

function isPrivate(api: Block): Truth {
  return some(api.nested('endpoint_configuration'), (endpoint) => {
    if (endpoint.unknown !== undefined) return endpoint.unknown;
    const types = toList(endpoint.get('types'));
    if (isUnknown(types)) return types;
    return some(types, (type) => (isUnknown(type) ? type : type === 'PRIVATE'));
  });
}

function hasRestrictingPolicy(api: Block): Truth {
  const { configuration } = api;
  const found = companions(
    configuration,
    'aws_api_gateway_rest_api_policy',
    'rest_api_id',
    ['aws_api_gateway_rest_api'],
    ['id'],
  );
  const policies = [
    ...policyAt(api, 'policy').map(({ document }) => ({ document, doubt: undefined })),
    ...found
      .of(api)
      .flatMap(({ block, doubt }) => policyAt(block, 'policy').map(({ document }) => ({ document, doubt }))),
  ];
  if (policies.length === 0) return possibleTarget(found.unlinked, configuration) ?? false;
  return every(policies, ({ document, doubt }) =>
    both(isUnknown(document) ? document : restricts(document), doubt ?? true),
  );
}

/** A policy that admits everyone may still deny whoever does not come from named addresses or networks. */
function restricts(document: PolicyDocument): Truth {
  if (document.invalid !== undefined || document.statements.length === 0) return document.unknowns[0] ?? false;
  const isClosed = both(not(some(document.statements, (statement) => admitsEveryone(statement))), noUnknown(document));
  return either(isClosed, some(document.statements, deniesOthers));
}

function noUnknown({ unknowns }: PolicyDocument): true | Unknown {
  return unknowns[0] ?? true;
}

function deniesOthers(statement: Statement): Truth {
  const { effect } = statement;
  if (effect === 'Allow') return false;
  return both(
    effect === 'Deny' ? true : effect,
    namesEveryone(statement),
    statement.conditions.length === 1,
    every(statement.conditions, isAboutOthers),
  );
}

/** A condition that holds for everyone but callers with fixed values. */
function isAboutOthers({ operator, key, values }: Condition): Truth {
  return both(
    isUnknown(operator)
      ? operator
      : /^(?:NotIpAddress|(?:String|Arn)Not(?:Equals|Like)(?:IgnoreCase)?)$/i.test(operator),
    isUnknown(key) ? key : /^aws:(?:vpc)?sourceip$/i.test(key) || RESOURCE_CALLER_KEYS.has(key.toLowerCase()),
    values.length > 0,
    every(values, (value) => isUnknown(value) || !/^\*+$|\/0$/.test(value)),
  );
}
