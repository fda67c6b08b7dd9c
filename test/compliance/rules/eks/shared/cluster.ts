import type { ExampleConfiguration } from '../../../../../lib/compliance';
import { resource } from '../../resource';

export const cluster = (attributes: Readonly<Record<string, unknown>>): ExampleConfiguration =>
  resource('aws_eks_cluster', { name: 'main', ...attributes });
