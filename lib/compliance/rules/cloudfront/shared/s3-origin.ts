import type { NestedBlock } from '../../../model/block';
import { isUnknown, toText, type Value } from '../../../model/value';
import type { Truth } from '../../../reading/truth';

const WEBSITE_DOMAIN = /\.s3-website[.-]/;
const BUCKET_DOMAIN = /\.s3(?:[.-][a-z0-9.-]+)?\.amazonaws\.com(?:\.cn)?$/;
const BUCKET_ATTRIBUTE = /(?:^|[._])bucket_(?:regional_)?domain_name$/;
const WEBSITE_ATTRIBUTE = /(?:^|[._])website_(?:endpoint|domain)$/;

/** Configurations of origins that are not buckets: a web server, or a load balancer in a VPC. */
const OTHER_KINDS = ['custom_origin_config', 'vpc_origin_config'] as const;

/**
 * Says whether an origin is a bucket that CloudFront reads through the API of S3. The website endpoint of a bucket is a
 * web server like any other; an origin without a configuration of another kind is one of S3, as the provider sends it.
 */
export function isS3Origin(origin: NestedBlock): Truth {
  if (origin.unknown !== undefined) return origin.unknown;
  const kind = kindOf(origin.get('domain_name'));
  if (kind !== 'other') return kind === 'bucket';
  const others = OTHER_KINDS.flatMap((name) => origin.nested(name));
  if (others.some(({ unknown }) => unknown === undefined)) return false;
  return others[0]?.unknown ?? true;
}

function kindOf(domain: Value): 'bucket' | 'website' | 'other' {
  const text = toText(domain);
  if (!isUnknown(text)) return kindOfText(text ?? '');
  if (text.references.some(({ attribute }) => WEBSITE_ATTRIBUTE.test(attribute))) return 'website';
  if (text.references.some(({ attribute }) => BUCKET_ATTRIBUTE.test(attribute))) return 'bucket';
  return kindOfText(text.parts.map((part) => (typeof part === 'string' ? part : 'x')).join(''));
}

function kindOfText(domain: string): 'bucket' | 'website' | 'other' {
  const name = domain.toLowerCase();
  if (WEBSITE_DOMAIN.test(name)) return 'website';
  return BUCKET_DOMAIN.test(name) ? 'bucket' : 'other';
}
