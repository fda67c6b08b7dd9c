import type { Block } from '../compliance/model/block';
import { visible } from '../reporters/visible-text';
import {
  DECISION_TEXTS,
  evaluate,
  requestOf,
  statementLine,
  statementLines,
  type Decision,
  type Evaluation,
  type RequestContext,
} from '../policy-evaluation';
import { ExitCode } from './exit-code';
import { askAws, type LiveDecision } from './iam-live';
import { chooseRole, loadRoles, resourceText } from './iam-roles';
import { colorsOf, type Io } from './io';
import { UsageError } from './usage-error';

export interface SimulateOptions {
  readonly role?: string;
  readonly action: readonly string[];
  readonly resource?: readonly string[];
  readonly context?: ReadonlyMap<string, readonly string[]>;
  readonly account?: string;
  readonly live?: boolean;
  readonly roleArn?: string;
  readonly allowStale?: boolean;
  readonly format: string;
}

interface Answer {
  readonly action: string;
  readonly resource: string;
  readonly evaluation: Evaluation;
  readonly live: LiveDecision | undefined;
}

/** Says for each action and resource what is decided; with `live`, what AWS decides. */
export async function simulate(paths: readonly string[], options: SimulateOptions, io: Io): Promise<ExitCode> {
  const role = chooseRole(loadRoles(paths, options.allowStale, io), options.role);
  const resources = (options.resource ?? ['*']).map(resourceText);
  const context = contextOf(options);
  const answers: Answer[] = [];
  for (const action of options.action) {
    if (!/^[\w-]+:\w+$/.test(action)) {
      throw new UsageError(
        `--action ${JSON.stringify(action)}: expected one action without wildcards, such as s3:GetObject`,
      );
    }
    for (const resource of resources) {
      const request = requestOf(role, { action, resource, context });
      const live =
        options.live === true
          ? await askAws(request, { roleArn: options.roleArn, context: options.context })
          : undefined;
      answers.push({ action, resource: String(request.resource ?? resource), evaluation: evaluate(request), live });
    }
  }
  io.stdout.write(options.format === 'json' ? jsonAnswer(role, answers) : textAnswer(role, answers, io));
  return answers.every(isAllowed) ? ExitCode.ok : ExitCode.findings;
}

/** What AWS denies is not allowed, whatever the configuration says. */
function isAllowed({ evaluation, live }: Answer): boolean {
  return evaluation.decision === 'allowed' && (live === undefined || live.decision === 'allowed');
}

function contextOf({ context = new Map<string, readonly string[]>(), account }: SimulateOptions): RequestContext {
  const given = Object.fromEntries(
    [...context].map(([key, [first, ...more]]) => [key, more.length === 0 ? first : [first ?? '', ...more]]),
  );
  if (account === undefined) return given;
  if (!/^\d{12}$/.test(account)) throw new UsageError(`--account ${JSON.stringify(account)}: expected twelve digits`);
  return { 'aws:PrincipalAccount': account, ...given };
}

function differs({ evaluation, live }: Answer): boolean {
  return live !== undefined && evaluation.decision !== 'unknown' && live.decision !== evaluation.decision;
}

function textAnswer(role: Block, answers: readonly Answer[], io: Io): string {
  const { bold, green, red, yellow } = colorsOf(io);
  const paint: Readonly<Record<Decision, (text: string) => string>> = {
    allowed: green,
    explicitDeny: red,
    implicitDeny: red,
    unknown: yellow,
  };
  return answers
    .flatMap((answer) => {
      const { action, resource, evaluation, live } = answer;
      return [
        `${bold(visible(`${role.address} ${action} on ${resource}`))}: ${paint[evaluation.decision](DECISION_TEXTS[evaluation.decision])}`,
        `  ${visible(evaluation.reason)}`,
        ...statementLines(evaluation).map((line) => `  ${line}`),
        ...(live === undefined
          ? []
          : [`  AWS: ${visible(live.decision)}${differs(answer) ? `, which ${red('differs')}` : ''}`]),
        '',
      ];
    })
    .join('\n');
}

function jsonAnswer(role: Block, answers: readonly Answer[]): string {
  const list = answers.map((answer) => ({
    action: answer.action,
    resource: answer.resource,
    decision: answer.evaluation.decision,
    reason: answer.evaluation.reason,
    because: answer.evaluation.because.map((each) => ({
      policy: each.policy,
      kind: each.kind,
      effect: each.effect,
      path: each.statement?.path ?? null,
      unknown: each.unknown === undefined ? null : String(each.unknown),
      text: statementLine(each),
    })),
    live: answer.live === undefined ? null : { decision: answer.live.decision, differs: differs(answer) },
  }));
  return `${JSON.stringify({ version: 1, role: role.address, answers: list }, null, 2)}\n`;
}
