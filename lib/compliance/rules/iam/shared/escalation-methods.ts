/** A way to act with more than the own permissions: whoever holds all of the actions can take it. */
export interface EscalationMethod {
  readonly actions: readonly string[];
  /** Service whose resources the method opens: there is nothing to gain for who holds all of its actions anyway. */
  readonly opens?: string;
}

const PASS_ROLE = 'iam:PassRole';

/** Each of these alone changes what its holder, or an identity that its holder can use, may do. */
const DIRECT: readonly string[] = [
  // Rewriting the permissions of users, groups and roles.
  'iam:CreatePolicyVersion',
  'iam:SetDefaultPolicyVersion',
  'iam:AttachUserPolicy',
  'iam:AttachGroupPolicy',
  'iam:AttachRolePolicy',
  'iam:PutUserPolicy',
  'iam:PutGroupPolicy',
  'iam:PutRolePolicy',
  'iam:AddUserToGroup',
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
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:UpdateLoginProfile',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateSAMLProvider',
  'sts:AssumeRole',
  // Running code in something that has a role already.
  'lambda:UpdateFunctionCode',
  'lambda:UpdateFunctionConfiguration',
  'glue:UpdateDevEndpoint',
  'ssm:SendCommand',
  'ssm:StartSession',
  'ec2-instance-connect:SendSSHPublicKey',
  'ec2-instance-connect:SendSerialConsoleSSHPublicKey',
  'ecs:ExecuteCommand',
  'batch:SubmitJob',
  'codebuild:StartBuild',
  'codebuild:StartBuildBatch',
  'codedeploy:CreateDeployment',
  'cloudformation:UpdateStack',
  'apprunner:UpdateService',
  'sagemaker:CreatePresignedNotebookInstanceUrl',
  'sagemaker:CreatePresignedDomainUrl',
  'elasticmapreduce:AddJobFlowSteps',
  'bedrock-agentcore:InvokeAgentRuntimeCommand',
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
  ['cloudformation:CreateStack'],
  ['cloudformation:CreateStackSet'],
  ['cloudformation:UpdateStackSet'],
  ['codebuild:CreateProject'],
  ['codebuild:UpdateProject'],
  ['codedeploy:CreateDeploymentGroup'],
  ['codepipeline:CreatePipeline'],
  ['codepipeline:UpdatePipeline'],
  ['codestar:CreateProject'],
  ['cognito-identity:SetIdentityPoolRoles'],
  ['databrew:CreateRecipeJob'],
  ['datapipeline:CreatePipeline'],
  ['ec2:AssociateIamInstanceProfile'],
  ['ec2:ReplaceIamInstanceProfileAssociation'],
  ['ec2:RequestSpotFleet'],
  ['ec2:RequestSpotInstances'],
  ['ec2:RunInstances'],
  ['ecs:RegisterTaskDefinition'],
  ['ecs:RunTask'],
  ['ecs:StartTask'],
  ['elasticmapreduce:RunJobFlow'],
  ['emr-containers:StartJobRun'],
  ['emr-serverless:StartJobRun'],
  ['events:PutTargets'],
  ['gamelift:CreateFleet'],
  ['glue:CreateDevEndpoint'],
  ['glue:CreateJob'],
  ['glue:CreateSession'],
  ['glue:UpdateJob'],
  ['imagebuilder:CreateInfrastructureConfiguration'],
  ['iot:CreateTopicRule'],
  ['kinesisanalytics:CreateApplication'],
  ['lambda:CreateFunction', 'lambda:AddPermission'],
  ['lambda:CreateFunction', 'lambda:CreateEventSourceMapping'],
  ['lambda:CreateFunction', 'lambda:CreateFunctionUrlConfig'],
  ['lambda:CreateFunction', 'lambda:InvokeFunction'],
  ['omics:StartRun'],
  ['opsworks:CreateStack'],
  ['rolesanywhere:CreateProfile'],
  ['sagemaker:CreateNotebookInstance'],
  ['sagemaker:CreateProcessingJob'],
  ['sagemaker:CreateTrainingJob'],
  ['scheduler:CreateSchedule'],
  ['ssm:StartAutomationExecution'],
  ['states:CreateStateMachine'],
  ['states:UpdateStateMachine'],
  ['synthetics:CreateCanary'],
];

/** Every known way. */
export const ESCALATION_METHODS: readonly EscalationMethod[] = [
  ...DIRECT.map((action) => ({ actions: [action] })),
  ...RESOURCE_POLICIES.map(([opens, action]) => ({ actions: [action], opens })),
  ...COMBINED.map((actions) => ({ actions })),
  ...WITH_PASSED_ROLE.map((actions) => ({ actions: [PASS_ROLE, ...actions] })),
];
