import { defineRule } from '../../engine/define-rule';
import { fail, pass, undecided, unknown, type Outcome } from '../../engine/outcome';
import type { Block } from '../../model/block';
import { isUnknown, toText, type Unknown } from '../../model/value';
import { judgeNested } from '../../reading/nested-argument';
import { presence } from '../../reading/presence';
import { settingsOf } from './shared/stage-settings';

const LEVELS: ReadonlySet<string> = new Set(['ERROR', 'INFO']);

export default defineRule<{ readonly executionLogs: boolean }>({
  id: 'apigateway-access-logging',
  title: 'API stages log access and execution',
  why: 'Without logs nobody can tell who called an API, with which result, or why it failed: abuse goes unnoticed and cannot be reconstructed.',
  remediation:
    'Add access_log_settings with destination_arn and format. For a stage of a REST API also add an aws_api_gateway_method_settings with method_path = "*/*" and settings.logging_level = "ERROR" or "INFO".',
  severity: 'medium',
  scope: 'resource',
  resourceTypes: ['aws_api_gateway_stage', 'aws_apigatewayv2_stage'],
  whenUnknown:
    'The destination, the logging level, or the stage or API of method settings, is an expression that only Terraform can compute.',
  controls: {
    fsbp: ['APIGateway.1', 'APIGateway.9'],
    nist80053r5: ['AC-4(26)', 'AU-10', 'AU-12', 'AU-2', 'AU-3', 'AU-6(3)', 'AU-6(4)', 'CA-7', 'SC-7(9)', 'SI-7(8)'],
    soc2: ['CC7.2', 'CC7.3', 'A1.2', 'PI1.2'],
    iso27001_2022: ['A.8.15'],
  },
  equivalents: {
    checkov: [
      { id: 'CKV_AWS_76', relation: 'broader' },
      { id: 'CKV2_AWS_4', relation: 'broader' },
    ],
    trivy: [{ id: 'AVD-AWS-0001', relation: 'broader' }],
    tfsec: ['aws-apigateway-enable-access-logging'],
    cdkNag: [
      { id: 'AwsSolutions-APIG1', relation: 'broader' },
      { id: 'AwsSolutions-APIG6', relation: 'broader' },
      { id: 'NIST.800.53.R5-APIGWExecutionLoggingEnabled', relation: 'broader' },
    ],
    securityHub: ['APIGateway.1', 'APIGateway.9'],
    prowler: ['apigateway_restapi_logging_enabled', 'apigatewayv2_api_access_logging_enabled'],
    awsConfig: ['api-gw-execution-logging-enabled', 'api-gwv2-access-logs-enabled'],
  },
  sources: [
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html',
    'https://docs.aws.amazon.com/securityhub/latest/userguide/apigateway-controls.html',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/api_gateway_stage.html.markdown',
    'https://github.com/hashicorp/terraform-provider-aws/blob/main/website/docs/r/api_gateway_method_settings.html.markdown',
  ],
  defaultOptions: { executionLogs: true },
  optionsSchema: {
    executionLogs: { type: 'boolean', description: 'ask stages of REST APIs for execution logs too' },
  },
  check(block, { options }) {
    const access = judgeAccessLog(block);
    return block.type === 'aws_api_gateway_stage' && options.executionLogs
      ? [access, judgeExecutionLog(block)]
      : access;
  },
  examples: {
    good: [
      {
        name: 'access and execution logs of a REST API',
        configuration: {
          resource: {
            aws_api_gateway_stage: {
              prod: {
                rest_api_id: '${aws_api_gateway_rest_api.orders.id}',
                deployment_id: '${aws_api_gateway_deployment.orders.id}',
                stage_name: 'prod',
                access_log_settings: {
                  destination_arn: '${aws_cloudwatch_log_group.orders.arn}',
                  format: '$context.requestId',
                },
              },
            },
            aws_api_gateway_method_settings: {
              prod: {
                rest_api_id: '${aws_api_gateway_rest_api.orders.id}',
                stage_name: '${aws_api_gateway_stage.prod.stage_name}',
                method_path: '*/*',
                settings: { logging_level: 'ERROR' },
              },
            },
          },
        },
      },
      {
        name: 'access logs of an HTTP API',
        configuration: {
          resource: {
            aws_apigatewayv2_stage: {
              prod: {
                api_id: '${aws_apigatewayv2_api.orders.id}',
                name: '$default',
                access_log_settings: {
                  destination_arn: '${aws_cloudwatch_log_group.orders.arn}',
                  format: '$context.requestId',
                },
              },
            },
          },
        },
      },
    ],
    bad: [
      {
        name: 'no logs',
        configuration: {
          resource: {
            aws_apigatewayv2_stage: { prod: { api_id: '${aws_apigatewayv2_api.orders.id}', name: '$default' } },
          },
        },
      },
      {
        name: 'a REST API without execution logs',
        configuration: {
          resource: {
            aws_api_gateway_stage: {
              prod: {
                rest_api_id: '${aws_api_gateway_rest_api.orders.id}',
                deployment_id: '${aws_api_gateway_deployment.orders.id}',
                stage_name: 'prod',
                access_log_settings: {
                  destination_arn: '${aws_cloudwatch_log_group.orders.arn}',
                  format: '$context.requestId',
                },
              },
            },
          },
        },
      },
    ],
    unknown: [
      {
        name: 'a destination that a variable gives',
        configuration: {
          variable: { log_group: { type: 'string' } },
          resource: {
            aws_apigatewayv2_stage: {
              prod: {
                api_id: '${aws_apigatewayv2_api.orders.id}',
                name: '$default',
                access_log_settings: { destination_arn: '${var.log_group}', format: '$context.requestId' },
              },
            },
          },
        },
      },
    ],
  },
});

function judgeAccessLog(stage: Block): Outcome {
  const expected = 'access_log_settings with destination_arn';
  return judgeNested(stage, 'access_log_settings', 'destination_arn', expected, (value, path) => {
    const present = presence(value);
    if (isUnknown(present)) return undecided(path, present, expected);
    if (present === 'set') return pass(path);
    return fail({
      path,
      message: 'nobody can tell who called the API: the stage has no access log',
      observed: value,
      expected,
    });
  });
}

/** Settings of every method decide; settings of one method that switch the log off are wrong beside them. */
function judgeExecutionLog(stage: Block): Outcome {
  const subject = 'execution logs';
  const expected =
    "an aws_api_gateway_method_settings of the stage with method_path = '*/*' and logging_level = 'ERROR'";
  const { blocks, doubt } = settingsOf(stage);
  const off = blocks.find((settings) => levelsOf(settings).includes('OFF'));
  if (off !== undefined)
    return fail({ message: `${off.address} switches execution logs off`, observed: 'OFF', expected, subject });
  const forAll = blocks.filter((settings) => settings.get('method_path') === '*/*');
  const levels = forAll.flatMap(levelsOf);
  if (levels.some((level) => typeof level === 'string' && LEVELS.has(level))) return pass();
  const open = levels.find(isUnknown) ?? blocks.map((settings) => settings.get('method_path')).find(isUnknown) ?? doubt;
  if (open !== undefined)
    return unknown({
      message: `whether the stage keeps execution logs depends on ${open.expression}, which is not known before Terraform runs`,
      observed: open,
      expected,
      subject,
    });
  return fail({ message: 'the stage keeps no execution logs of all of its methods', expected, subject });
}

function levelsOf(settings: Block): readonly (string | Unknown | undefined)[] {
  return settings.nested('settings').map((item) => {
    const level = item.unknown ?? toText(item.get('logging_level'));
    return isUnknown(level) ? level : level?.toUpperCase();
  });
}
