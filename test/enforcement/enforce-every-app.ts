/** Loaded before an example: has every app that is synthesised enforce the recommended rules. */
import { App } from 'cdktf';
import { Guardrails } from '../../lib/enforcement/guardrails';

const { synth } = App.prototype;

App.prototype.synth = function enforced(this: App): void {
  Guardrails.enforce(this, { ignoreSettingsFile: true });
  synth.call(this);
};
