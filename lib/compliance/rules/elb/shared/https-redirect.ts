import { fail, pass, undecided, unknown, type Outcome } from '../../../engine/outcome';
import type { Block, NestedBlock } from '../../../model/block';
import { isUnknown, toText } from '../../../model/value';
import { both, some, type Truth } from '../../../reading/truth';

const EXPECTED = "type = 'redirect' with redirect.protocol = 'HTTPS'";

/** Demands of every action of a listener over plain HTTP that it redirects to HTTPS. */
export function requireRedirect(listener: Block): readonly Outcome[] {
  const actions = listener.nested('default_action');
  if (actions.length === 0)
    return [
      fail({
        path: 'default_action',
        message: 'the listener takes plain HTTP, and no action redirects it to HTTPS',
        expected: EXPECTED,
      }),
    ];
  return actions.map((action) => judge(action));
}

/** Says whether an action of a listener rule passes requests on to targets. */
export function forwards(action: NestedBlock): Truth {
  return hasType(action, 'forward');
}

function judge(action: NestedBlock): Outcome {
  if (action.unknown !== undefined) return undecided(action.path, action.unknown, EXPECTED);
  const redirected = both(
    hasType(action, 'redirect'),
    some(action.nested('redirect'), (redirect) => leadsToHttps(redirect)),
  );
  if (redirected === true) return pass(action.path);
  if (isUnknown(redirected))
    return unknown({
      path: action.path,
      message: `whether the action redirects to HTTPS depends on ${redirected.expression}, which is not known before Terraform runs`,
      observed: redirected,
      expected: EXPECTED,
    });
  const type = toText(action.get('type'));
  return fail({
    path: action.path,
    message:
      type === 'redirect'
        ? 'the listener takes plain HTTP, and redirects it to plain HTTP again'
        : 'the listener takes plain HTTP, and answers it instead of redirecting to HTTPS',
    observed: type === 'redirect' ? action.get('redirect') : type,
    expected: EXPECTED,
  });
}

/** A redirect that names no protocol keeps the one of the request. */
function leadsToHttps(redirect: NestedBlock): Truth {
  if (redirect.unknown !== undefined) return redirect.unknown;
  const protocol = toText(redirect.get('protocol'));
  return isUnknown(protocol) ? protocol : protocol?.toUpperCase() === 'HTTPS';
}

function hasType(action: NestedBlock, wanted: string): Truth {
  if (action.unknown !== undefined) return action.unknown;
  const type = toText(action.get('type'));
  return isUnknown(type) ? type : type === wanted;
}
