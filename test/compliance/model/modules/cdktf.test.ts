import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DbInstance } from '@cdktf/provider-aws/lib/db-instance';
import { AwsProvider } from '@cdktf/provider-aws/lib/provider';
import { App, AssetType, Fn, TerraformAsset, TerraformHclModule, TerraformIterator, TerraformStack } from 'cdktf';
import { findRule, assess, loadPaths, type Finding } from '../../../../lib/compliance';
import { ModuleProject } from './module-project';

let project: ModuleProject;

beforeEach(() => {
  project = new ModuleProject();
  mkdirSync(project.path('modules/net'), { recursive: true });
  writeFileSync(
    project.path('modules/net/main.tf.json'),
    JSON.stringify({
      variable: { cidr: { type: 'string' } },
      resource: {
        aws_security_group: {
          g: { ingress: [{ from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['${var.cidr}'] }] },
        },
      },
      output: { id: { value: '${aws_security_group.g.id}' } },
    }),
  );
});

afterEach(() => {
  project.remove();
});

function synthesize(build: (stack: TerraformStack) => void, context: Record<string, unknown> = {}): readonly Finding[] {
  const app = new App({ outdir: project.path('cdktf.out'), context });
  const stack = new TerraformStack(app, 'app');
  new AwsProvider(stack, 'aws', { region: 'eu-west-1' });
  build(stack);
  app.synth();
  const rule = findRule('sg-no-public-ipv4-admin-ports');
  if (rule === undefined) throw new Error('no such rule');
  const inputs = loadPaths([project.path('cdktf.out')]);
  expect(inputs.flatMap(({ warnings }) => warnings)).toEqual([]);
  return assess(inputs, [{ rule, severity: rule.severity, options: { ...rule.defaultOptions } }], { all: true })
    .findings;
}

/** The module as CDKTF copies it to the output folder. */
function assetOf(stack: TerraformStack): string {
  const asset = new TerraformAsset(stack, 'modules', { path: project.path('modules'), type: AssetType.DIRECTORY });
  return `./${asset.path}/net`;
}

describe('a module of a CDKTF app', () => {
  it('is read from the assets of the stack', () => {
    const findings = synthesize((stack) => {
      const net = new TerraformHclModule(stack, 'net', {
        source: assetOf(stack),
        skipAssetCreationFromLocalModules: true,
        variables: { cidr: '0.0.0.0/0' },
      });
      new DbInstance(stack, 'db', { instanceClass: 'db.t3.micro', vpcSecurityGroupIds: [Fn.tostring(net.get('id'))] });
    });
    expect(findings).toMatchObject([
      { verdict: 'fail', address: 'module.net.aws_security_group.g', path: 'ingress[0].cidr_blocks' },
    ]);
    expect(findings[0]?.file).toMatch(/assets[\\/].*[\\/]net[\\/]main\.tf\.json$/);
  });

  it('is judged once for each item of an iterator', () => {
    const findings = synthesize((stack) => {
      const nets = TerraformIterator.fromMap({ office: '10.0.0.0/8', world: '0.0.0.0/0' });
      new TerraformHclModule(stack, 'net', {
        source: assetOf(stack),
        skipAssetCreationFromLocalModules: true,
        forEach: nets,
        variables: { cidr: nets.value as string },
      });
    });
    expect(findings.map(({ verdict, address }) => [verdict, address])).toEqual([
      ['fail', 'module.net["world"].aws_security_group.g'],
      ['pass', 'module.net["office"].aws_security_group.g'],
    ]);
  });

  it('may be a relative folder, which CDKTF copies by itself', () => {
    const source = `./${path.relative(process.cwd(), project.path('modules/net'))}`;
    const findings = synthesize(
      (stack) => {
        new TerraformHclModule(stack, 'net', { source, variables: { cidr: '10.0.0.0/8' } });
      },
      { cdktfRelativeModules: [source], cdktfStaticModuleAssetHash: 'hash' },
    );
    expect(findings.map(({ verdict, address }) => [verdict, address])).toEqual([
      ['pass', 'module.net.aws_security_group.g'],
    ]);
  });
});
