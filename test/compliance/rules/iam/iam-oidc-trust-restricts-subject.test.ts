import rule from '../../../../lib/compliance/rules/iam/iam-oidc-trust-restricts-subject';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resources } from '../resource';
import { hiddenTrust, policyJson, trust, withVariables } from './policies';

const GITHUB = 'token.actions.githubusercontent.com';

/** A statement that trusts an issuer, with conditions. */
function web(issuer: string, condition?: object) {
  return {
    Action: 'sts:AssumeRoleWithWebIdentity',
    Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${issuer}` },
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

const subject = (value: unknown, operator = 'StringLike', issuer = GITHUB) =>
  trust(web(issuer, { [operator]: { [`${issuer}:sub`]: value } }));

/** The trust of a cluster's pods as Terraform is written: the issuer is known only to AWS. */
function cluster(key: string, value: string) {
  const issuer = '${replace(aws_iam_openid_connect_provider.eks.url, "https://", "")}';
  const policy = policyJson({
    ...web('x', { StringLike: { [key]: value } }),
    Principal: { Federated: '${aws_iam_openid_connect_provider.eks.arn}' },
  });
  return resources({
    'aws_iam_openid_connect_provider.eks': { url: '${aws_eks_cluster.main.identity[0].oidc[0].issuer}' },
    'aws_iam_role.main': { assume_role_policy: policy.replace('ISSUER', issuer) },
  });
}

testRule(rule, {
  pass: [
    {
      name: 'a branch of one repository',
      configuration: subject('repo:example/shop:ref:refs/heads/main', 'StringEquals'),
    },
    { name: 'one repository', configuration: subject('repo:example/shop:*') },
    { name: 'any value of a list', configuration: subject(['repo:example/shop:*'], 'ForAnyValue:StringLike') },
    {
      name: 'an unknown repository of a known owner',
      configuration: withVariables(subject('repo:example/${var.repo}:*'), 'repo'),
    },
    {
      name: 'an unknown owner and repository',
      configuration: withVariables(subject('repo:${var.repo}:ref:refs/heads/main'), 'repo'),
    },
    {
      name: 'the repository by its own claim',
      configuration: trust(web(GITHUB, { StringEquals: { [`${GITHUB}:repository`]: 'example/shop' } })),
    },
    {
      name: 'any repository of the owner, with the option',
      configuration: subject('repo:example/*'),
      options: { requireRepository: false },
    },
    {
      name: 'an environment, with the option',
      configuration: subject('repo:example/shop:environment:prod'),
      options: { requireRefOrEnvironment: true },
    },
    {
      name: 'GitLab',
      configuration: subject('project_path:group/app:ref_type:branch:ref:main', 'StringEquals', 'gitlab.com'),
    },
    {
      name: 'Terraform Cloud',
      configuration: subject('organization:acme:project:*:workspace:net:run_phase:*', 'StringLike', 'app.terraform.io'),
    },
    {
      name: 'Kubernetes',
      configuration: subject('system:serviceaccount:shop:*', 'StringLike', 'oidc.eks.eu-west-1.amazonaws.com/id/ABC'),
    },
    { name: 'CircleCI', configuration: subject('org/0a/project/1b/user/*', 'StringLike', 'oidc.circleci.com/org/0a') },
    {
      name: 'Buildkite',
      configuration: subject('organization:acme:pipeline:shop:*', 'StringLike', 'agent.buildkite.com'),
    },
    { name: 'another issuer', configuration: subject('client-1', 'StringEquals', 'login.example.com') },
    {
      name: 'a Cognito pool',
      configuration: trust({
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
        Condition: { StringEquals: { 'cognito-identity.amazonaws.com:aud': 'eu-west-1:1234' } },
      }),
    },
    {
      name: 'SAML',
      configuration: trust({
        Action: 'sts:AssumeRoleWithSAML',
        Principal: { Federated: 'arn:aws:iam::111122223333:saml-provider/corp' },
      }),
    },
    { name: 'a Deny', configuration: trust({ ...web(GITHUB), Effect: 'Deny' }) },
    {
      name: 'a service',
      configuration: trust({ Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }),
    },
    {
      name: 'a pod, by a key with an issuer that is not known',
      configuration: cluster('ISSUER:sub', 'system:serviceaccount:shop:api'),
    },
    {
      name: 'a provider and a key with an issuer that is a variable',
      configuration: withVariables(
        trust(web('${var.issuer}', { StringEquals: { '${var.issuer}:sub': 'system:serviceaccount:shop:api' } })),
        'issuer',
      ),
    },
  ],
  fail: [
    { name: 'no condition', configuration: trust(web(GITHUB)), path: 'assume_role_policy.Statement[0].Condition' },
    {
      name: 'only the audience',
      configuration: trust(web(GITHUB, { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com' } })),
    },
    {
      name: 'GitHub in the second statement',
      configuration: trust({ Action: 'sts:AssumeRole', Principal: { Service: 'ec2.amazonaws.com' } }, web(GITHUB)),
      path: 'assume_role_policy.Statement[1].Condition',
    },
    { name: 'anything', configuration: subject('*') },
    { name: 'any owner', configuration: subject('repo:*') },
    { name: 'an open end of the owner', configuration: subject('repo:example*') },
    {
      name: 'any repository of the owner',
      configuration: subject('repo:example/*'),
      message: 'every repository of the owner',
    },
    { name: 'any repository with a branch', configuration: subject('repo:example/*:ref:refs/heads/main') },
    { name: 'one open value of two', configuration: subject(['repo:example/shop:*', 'repo:*']) },
    {
      name: 'a claim that others choose',
      configuration: subject('workflow:deploy:repo:example/shop'),
      message: 'others cannot choose',
    },
    {
      name: 'pull requests only',
      configuration: subject('repo:example/shop:pull_request', 'StringEquals'),
      message: 'pull request',
    },
    { name: 'only the actor', configuration: trust(web(GITHUB, { StringEquals: { [`${GITHUB}:actor`]: 'jane' } })) },
    {
      name: 'a subject that may be missing',
      configuration: subject('repo:example/shop:*', 'StringLikeIfExists'),
      message: 'without a subject',
    },
    { name: 'for all values', configuration: subject('repo:example/shop:*', 'ForAllValues:StringLike') },
    { name: 'all but one', configuration: subject('repo:example/shop:*', 'StringNotLike') },
    {
      name: 'any branch, with the option',
      configuration: subject('repo:example/shop:*'),
      options: { requireRefOrEnvironment: true },
    },
    {
      name: 'any group of GitLab',
      configuration: subject('project_path:*:ref_type:branch:ref:main', 'StringLike', 'gitlab.com'),
    },
    {
      name: 'any workspace',
      configuration: subject('organization:acme:project:*:workspace:*:run_phase:*', 'StringLike', 'app.terraform.io'),
    },
    {
      name: 'any namespace',
      configuration: subject('system:serviceaccount:*:*', 'StringLike', 'oidc.eks.eu-west-1.amazonaws.com/id/ABC'),
    },
    {
      name: 'any Cognito pool',
      configuration: trust({
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: 'cognito-identity.amazonaws.com' },
      }),
    },
    {
      name: 'a provider of the configuration',
      configuration: resources({
        'aws_iam_openid_connect_provider.gh': { url: `https://${GITHUB}` },
        'aws_iam_role.main': {
          assume_role_policy: policyJson({
            Action: 'sts:AssumeRoleWithWebIdentity',
            Principal: { Federated: '${aws_iam_openid_connect_provider.gh.arn}' },
          }),
        },
      }),
    },
    { name: 'by wildcard action', configuration: trust({ ...web(GITHUB), Action: 'sts:*' }) },
    {
      name: 'the audience alone, by a key with an issuer that is not known',
      configuration: cluster('ISSUER:aud', 'sts.amazonaws.com'),
    },
    {
      name: 'every pod, by a key with an issuer that is not known',
      configuration: cluster('ISSUER:sub', 'system:serviceaccount:*'),
      message: 'does not name a namespace',
    },
    { name: 'an issuer that is a variable', configuration: withVariables(trust(web('${var.issuer}')), 'issuer') },
  ],
  unknown: [
    { name: 'the trust policy is a variable', configuration: hiddenTrust },
    { name: 'the subject is a variable', configuration: withVariables(subject('${var.sub}'), 'sub') },
    {
      name: 'the provider is a variable',
      configuration: withVariables(
        trust({ Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: '${var.p}' } }),
        'p',
      ),
    },
    {
      name: 'the key is a variable',
      configuration: withVariables(
        trust(web(GITHUB, { StringEquals: { '${var.key}': 'repo:example/shop:*' } })),
        'key',
      ),
    },
  ],
});
