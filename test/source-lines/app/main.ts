import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { SecurityGroup } from '@cdktf/provider-aws/lib/security-group';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { Key } from 'cdktf-guardrails';

/** Types take lines that the compiled file does not have. */
interface ShopProps {
  readonly region: string;
  readonly vpcId: string;
}

/** What each way of running TypeScript is tried with: the comments mark the lines that have to be found. */
export class ShopStack extends TerraformStack {
  constructor(scope: App, id: string, props: ShopProps) {
    super(scope, id);
    new LocalBackend(this, { path: 'shop.tfstate' });
    new AwsProvider(this, 'aws', { region: props.region });
    new SecurityGroup(this, 'raw', { vpcId: props.vpcId }); // line of raw
    new Key(this, 'own'); // line of own
  }
}

export function synthesise(outdir: string): void {
  const app = new App({ outdir });
  new ShopStack(app, 'shop', { region: 'eu-west-1', vpcId: 'vpc-1a2b3c4d' });
  app.synth();
}

const { OUTDIR } = process.env;
if (OUTDIR !== undefined) synthesise(OUTDIR);
