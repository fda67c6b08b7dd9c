import type { IConstruct } from 'constructs';
import { GuardrailsError } from '../core/guardrails-error';
import { isOpen, shown } from './prop-checks';

const FAMILY = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/**
 * The instance families that databases below a scope may use: a policy on cost, or on hardware that an organisation has
 * tested. Of several scopes the nearest decides.
 */
export class ApprovedInstanceFamilies {
  private static readonly assigned = new WeakMap<IConstruct, readonly string[]>();

  /**
   * Approves families for every database below a scope, such as an app or a stack. Databases that exist already are
   * checked when the app is synthesised.
   *
   * @param families such as `m7g`, `r7g`, `t4g`; without `db.`
   * @throws GuardrailsError DB_INSTANCE_CLASS_INVALID where there is none, or one is no family
   */
  static set(scope: IConstruct, families: string[]): void {
    const given: unknown = families;
    const valid = Array.isArray(given) && given.length > 0 && given.every((each) => FAMILY.test(String(each)));
    if (!valid) {
      throw new GuardrailsError(
        'DB_INSTANCE_CLASS_INVALID',
        `families are ${shown(families)}, allowed are names such as m7g, at least one; write them without db. and size`,
        scope,
      );
    }
    ApprovedInstanceFamilies.assigned.set(scope, [...families]);
  }

  /**
   * The families that are approved for a construct.
   *
   * @returns undefined where every family is
   */
  static of(scope: IConstruct): string[] | undefined {
    const nearest = [...scope.node.scopes].reverse().find((each) => ApprovedInstanceFamilies.assigned.has(each));
    const families = nearest && ApprovedInstanceFamilies.assigned.get(nearest);
    return families && [...families];
  }

  private constructor() {
    // Never made: it only gathers functions, as exports of its own would not be seen by other languages.
  }
}

const INSTANCE_CLASS = /^db\.([a-z][a-z0-9]*(?:-[a-z0-9]+)*)\.([a-z0-9]+(?:-[a-z0-9]+)*)(?:\.[a-z0-9.]+)?$/;

function problemOf(instanceClass: string, scope: IConstruct): string | undefined {
  const families = ApprovedInstanceFamilies.of(scope);
  const family = INSTANCE_CLASS.exec(instanceClass)?.[1];
  if (families === undefined || (family !== undefined && families.includes(family))) return undefined;
  return `instanceClass is ${shown(instanceClass)}, approved families are ${families.join(', ')}; use one of them, or have the family approved with ApprovedInstanceFamilies.set`;
}

function literalClassOf(attribute: unknown): string {
  return typeof attribute === 'string' ? attribute : '';
}

/**
 * Throws unless the text is an instance class of an approved family. A class that is not known before Terraform runs
 * passes only where every family is approved.
 *
 * @throws GuardrailsError DB_INSTANCE_CLASS_INVALID, DB_INSTANCE_CLASS_NOT_APPROVED
 */
export function requireInstanceClass(instanceClass: string, construct: IConstruct): void {
  const open = typeof instanceClass === 'string' && isOpen(instanceClass);
  if (!open && (typeof instanceClass !== 'string' || !INSTANCE_CLASS.test(instanceClass))) {
    throw new GuardrailsError(
      'DB_INSTANCE_CLASS_INVALID',
      `instanceClass is ${shown(instanceClass)}, allowed is db.<family>.<size>; write it as in db.m7g.large`,
      construct,
    );
  }
  const problem = problemOf(instanceClass, construct);
  if (problem !== undefined) throw new GuardrailsError('DB_INSTANCE_CLASS_NOT_APPROVED', problem, construct);
}

/**
 * Fails the synthesis where the final class of an instance is of a family that is not approved: by then a setter, an
 * override or a policy that was set late may have changed it.
 *
 * @param finalClass reads the class as it will stand in the JSON
 */
export function approveFinalClass(owner: IConstruct, finalClass: () => unknown): void {
  owner.node.addValidation({
    validate: () => {
      if (ApprovedInstanceFamilies.of(owner) === undefined) return [];
      const problem = problemOf(literalClassOf(finalClass()), owner);
      return problem === undefined
        ? []
        : [new GuardrailsError('DB_INSTANCE_CLASS_NOT_APPROVED', problem, owner).message];
    },
  });
}
