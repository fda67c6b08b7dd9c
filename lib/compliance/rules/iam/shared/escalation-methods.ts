/** A way to act with more than the own permissions: whoever holds all of the actions can take it. */
export interface EscalationMethod {
  readonly actions: readonly string[];
  /** Service whose resources the method opens: there is nothing to gain for who holds all of its actions anyway. */
  readonly opens?: string;
  /** Where the method, or what its actions do, is written down. */
  readonly source: string;
}

export const PASS_ROLE = 'iam:PassRole';

const PUBLISHED = 'https://github.com/RhinoSecurityLabs/AWS-IAM-Privilege-Escalation';

/** Pages of the Service Authorization Reference, which says what each action does and which of them takes a role. */
const PAGES: Readonly<Record<string, string>> = {
  airflow: 'amazonmanagedworkflowsforapacheairflow',
  amplify: 'awsamplify',
  apprunner: 'awsapprunner',
  appsync: 'awsappsync',
  autoscaling: 'amazonec2autoscaling',
  batch: 'awsbatch',
  bedrock: 'amazonbedrock',
  'bedrock-agentcore': 'amazonbedrockagentcore',
  braket: 'amazonbraket',
  cloudformation: 'awscloudformation',
  codebuild: 'awscodebuild',
  codedeploy: 'awscodedeploy',
  codepipeline: 'awscodepipeline',
  codestar: 'awscodestar',
  'cognito-identity': 'amazoncognitoidentity',
  databrew: 'awsgluedatabrew',
  datapipeline: 'awsdatapipeline',
  ec2: 'amazonec2',
  'ec2-instance-connect': 'amazonec2instanceconnect',
  ecs: 'amazonelasticcontainerservice',
  eks: 'amazonelastickubernetesservice',
  elasticmapreduce: 'amazonelasticmapreduce',
  'emr-containers': 'amazonemroneksemrcontainers',
  'emr-serverless': 'amazonemrserverless',
  events: 'amazoneventbridge',
  gamelift: 'amazongameliftservers',
  glue: 'awsglue',
  iam: 'awsidentityandaccessmanagementiam',
  identitystore: 'awsidentitystore',
  imagebuilder: 'amazonec2imagebuilder',
  iot: 'awsiot',
  kinesisanalytics: 'amazonkinesisanalyticsv2',
  kms: 'awskeymanagementservice',
  lambda: 'awslambda',
  omics: 'awshealthomics',
  opsworks: 'awsopsworks',
  rolesanywhere: 'awsidentityandaccessmanagementrolesanywhere',
  s3: 'amazons3',
  sagemaker: 'amazonsagemaker',
  scheduler: 'amazoneventbridgescheduler',
  secretsmanager: 'awssecretsmanager',
  ssm: 'awssystemsmanager',
  sso: 'awsiamidentitycenter',
  states: 'awsstepfunctions',
  sts: 'awssecuritytokenservice',
  synthetics: 'amazoncloudwatchsynthetics',
};

/** Each of these alone changes what its holder, or an identity that its holder can use, may do. */
const DIRECT: readonly string[] = [
  // Rewriting the permissions of users, groups and roles.
  'iam:DeleteUserPermissionsBoundary',
  'iam:DeleteRolePermissionsBoundary',
  'iam:PutUserPermissionsBoundary',
  'iam:PutRolePermissionsBoundary',
  'sso:PutInlinePolicyToPermissionSet',
  'sso:AttachManagedPolicyToPermissionSet',
  'sso:AttachCustomerManagedPolicyReferenceToPermissionSet',
  'sso:CreateAccountAssignment',
  'identitystore:CreateGroupMembership',
  // Becoming somebody else.
  'iam:UpdateSAMLProvider',
  'sts:AssumeRole',
  // Running code in something that has a role already.
  'ssm:SendCommand',
  'ssm:StartSession',
  'ssm:CreateAssociation',
  'ssm:UpdateAssociation',
  'ec2-instance-connect:SendSSHPublicKey',
  'ec2-instance-connect:SendSerialConsoleSSHPublicKey',
  'ecs:ExecuteCommand',
  'batch:SubmitJob',
  'codebuild:StartBuild',
  'codebuild:StartBuildBatch',
  'codedeploy:CreateDeployment',
  'cloudformation:UpdateStack',
  'apprunner:UpdateService',
  'sagemaker:CreatePresignedDomainUrl',
  'elasticmapreduce:AddJobFlowSteps',
  'bedrock-agentcore:InvokeAgentRuntimeCommand',
];

/** The same, published as methods by name. */
const PUBLISHED_DIRECT: readonly string[] = [
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
  'iam:AttachUserPolicy',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:PutUserPolicy',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:AddUserToGroup',
  'iam:UpdateAssumeRolePolicy',
  'lambda:UpdateFunctionCode',
  'lambda:UpdateFunctionConfiguration',
  'glue:UpdateDevEndpoint',
  'codestar:CreateProjectFromTemplate',
  'codestar:AssociateTeamMember',
  'sagemaker:CreatePresignedNotebookInstanceUrl',
];

/** Opening a resource to oneself by its own policy. */
const RESOURCE_POLICIES: readonly (readonly [service: string, action: string])[] = [
  ['s3', 's3:PutBucketPolicy'],
  ['s3', 's3:PutBucketAcl'],
  ['kms', 'kms:PutKeyPolicy'],
  ['secretsmanager', 'secretsmanager:PutResourcePolicy'],
];

/** Several actions that have to come together. */
const COMBINED: readonly (readonly string[])[] = [
  ['cloudformation:CreateChangeSet', 'cloudformation:ExecuteChangeSet'],
  ['ec2:ModifyInstanceAttribute', 'ec2:StopInstances', 'ec2:StartInstances'],
  ['ec2:CreateLaunchTemplateVersion', 'ec2:ModifyLaunchTemplate'],
  ['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy'],
  [
    'sagemaker:CreateNotebookInstanceLifecycleConfig',
    'sagemaker:UpdateNotebookInstance',
    'sagemaker:StartNotebookInstance',
  ],
  ['states:UpdateStateMachine', 'states:StartExecution'],
  ['datapipeline:PutPipelineDefinition', 'datapipeline:ActivatePipeline'],
  ['bedrock-agentcore:StartCodeInterpreterSession', 'bedrock-agentcore:InvokeCodeInterpreter'],
  ['bedrock-agentcore:StartBrowserSession', 'bedrock-agentcore:ConnectBrowserAutomationStream'],
];

/** Actions that hand a role to something that its holder controls; any of them with the right to pass any role. */
const WITH_PASSED_ROLE: readonly (readonly string[])[] = [
  ['airflow:CreateEnvironment'],
  ['amplify:CreateApp'],
  ['apprunner:CreateService'],
  ['appsync:CreateDataSource'],
  ['autoscaling:CreateLaunchConfiguration'],
  ['autoscaling:CreateAutoScalingGroup', 'ec2:CreateLaunchTemplate'],
  ['autoscaling:UpdateAutoScalingGroup', 'ec2:CreateLaunchTemplateVersion'],
  ['batch:RegisterJobDefinition'],
  ['bedrock:CreateAgent'],
  ['bedrock-agentcore:CreateAgentRuntime'],
  ['bedrock-agentcore:CreateBrowser'],
  ['bedrock-agentcore:CreateCodeInterpreter'],
  ['bedrock-agentcore:CreateHarness'],
  ['braket:CreateJob'],
  ['cloudformation:CreateStackSet'],
  ['cloudformation:UpdateStackSet'],
  ['codebuild:CreateProject'],
  ['codebuild:UpdateProject'],
  ['codedeploy:CreateDeploymentGroup'],
  ['codepipeline:CreatePipeline'],
  ['codepipeline:UpdatePipeline'],
  ['cognito-identity:SetIdentityPoolRoles'],
  ['databrew:CreateRecipeJob'],
  ['ec2:AssociateIamInstanceProfile'],
  ['ec2:ReplaceIamInstanceProfileAssociation'],
  ['ec2:RequestSpotFleet'],
  ['ec2:RequestSpotInstances'],
  ['ecs:RegisterTaskDefinition'],
  ['ecs:RunTask'],
  ['ecs:StartTask'],
  ['elasticmapreduce:RunJobFlow'],
  ['emr-containers:StartJobRun'],
  ['emr-serverless:StartJobRun'],
  ['events:PutTargets'],
  ['gamelift:CreateFleet'],
  ['glue:CreateJob'],
  ['glue:CreateSession'],
  ['glue:UpdateJob'],
  ['iam:AddRoleToInstanceProfile'],
  ['imagebuilder:CreateInfrastructureConfiguration'],
  ['iot:CreateTopicRule'],
  ['kinesisanalytics:CreateApplication'],
  ['lambda:CreateFunction', 'lambda:CreateFunctionUrlConfig'],
  ['omics:StartRun'],
  ['opsworks:CreateStack'],
  ['rolesanywhere:CreateProfile'],
  ['sagemaker:CreateProcessingJob'],
  ['sagemaker:CreateTrainingJob'],
  ['scheduler:CreateSchedule'],
  ['ssm:StartAutomationExecution'],
  ['states:CreateStateMachine'],
  ['states:UpdateStateMachine'],
  ['synthetics:CreateCanary'],
];

const PUBLISHED_WITH_PASSED_ROLE: readonly (readonly string[])[] = [
  ['cloudformation:CreateStack'],
  ['codestar:CreateProject'],
  ['datapipeline:CreatePipeline'],
  ['ec2:RunInstances'],
  ['glue:CreateDevEndpoint'],
  ['lambda:CreateFunction', 'lambda:AddPermission'],
  ['lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
  ['lambda:CreateFunction', 'lambda:InvokeFunction'],
  ['sagemaker:CreateNotebookInstance'],
];

/** Every known way. */
export const ESCALATION_METHODS: readonly EscalationMethod[] = [
  ...PUBLISHED_DIRECT.map((action) => published(action)),
  ...DIRECT.map((action) => documented(action)),
  ...RESOURCE_POLICIES.map(([opens, action]) => ({ ...documented(action), opens })),
  ...COMBINED.map((actions) => documented(...actions)),
  ...PUBLISHED_WITH_PASSED_ROLE.map((actions) => published(PASS_ROLE, ...actions)),
  ...WITH_PASSED_ROLE.map((actions) => documented(PASS_ROLE, ...actions)),
];

function published(...actions: readonly string[]): EscalationMethod {
  return { actions, source: PUBLISHED };
}

/** By what AWS writes of the last action: of methods that pass a role, the one that takes it. */
function documented(...actions: readonly string[]): EscalationMethod {
  const service = actions.at(-1)?.split(':')[0] ?? '';
  return {
    actions,
    source: `https://docs.aws.amazon.com/service-authorization/latest/reference/list_${PAGES[service] ?? ''}.html`,
  };
}
