import { synthesizeExample, withStack } from './examples';
import { runTerraform, withAvailableProvider } from './terraform';

describe('terraform on three-tier', () => {
  it('validates the synthesised configuration', () => {
    withStack(withAvailableProvider(synthesizeExample('three-tier')), (folder) => {
      const init = runTerraform(folder, ['init', '-input=false', '-backend=false']);
      expect(init.stderr).toBe('');
      expect(init.status).toBe(0);
      const { stdout } = runTerraform(folder, ['validate', '-json']);
      expect(JSON.parse(stdout)).toMatchObject({ valid: true, error_count: 0, diagnostics: [] });
    });
  });
});
