import rule from '../../../../lib/compliance/rules/acm/acm-key-length';
import { testRule } from '../../../../lib/testing/rule-tester';
import { resource } from '../resource';

const certificate = (attributes: Record<string, unknown>) => resource('aws_acm_certificate', attributes);
const issued = (key_algorithm: unknown) => certificate({ domain_name: 'example.com', key_algorithm });
const imported = (certificate_body: unknown) => certificate({ certificate_body, private_key: '${var.key}' });

/** Self-signed certificates of example.com; nobody has their keys. */
const RSA_1024 = [
  '-----BEGIN CERTIFICATE-----',
  'MIICCDCCAXGgAwIBAgIUaEfcne8MHPoalIVDt57P1Lpn6v0wDQYJKoZIhvcNAQEL',
  'BQAwFjEUMBIGA1UEAwwLZXhhbXBsZS5jb20wHhcNMjYxMTIyMTA0NDM4WhcNMzYx',
  'MTE5MTA0NDM4WjAWMRQwEgYDVQQDDAtleGFtcGxlLmNvbTCBnzANBgkqhkiG9w0B',
  'AQEFAAOBjQAwgYkCgYEAxnv+T0amYox5eXwF4yM/CndszHsMz6/bNTr9D0lIrm81',
  '//t9srdPx0tM/IK60xCwu7A8V5Y0+I4QkIuqC50B3aCmTpm+TLfB9DtJ/QiDD6wu',
  '3ZTdhwy1r2xtuxe8t/2V58ZwEehQ9AS3MxlzXH3nq8r/nzRfZeHBIbUp4emn44UC',
  'AwEAAaNTMFEwHQYDVR0OBBYEFEkZKdDwIVtaoFUQvCYVTH+lfi6QMB8GA1UdIwQY',
  'MBaAFEkZKdDwIVtaoFUQvCYVTH+lfi6QMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZI',
  'hvcNAQELBQADgYEAv2OmT/cHakjMjuUyBqkiiQLQgm/xl368diuOA5vy4kMNcX0M',
  'vJb+v/TkQe6P2JS4kU/vT+BfygkKFYRHpkcHT1rrPnBo9uf1SXnsWatH5LkQf7Ev',
  'FwHPjir2hu3gHb9pa8pNNTnXBdAgOE9asJsDMpqEnGg78VYGACT8Zq2Nyck=',
  '-----END CERTIFICATE-----',
].join('\n');
const RSA_2048 = [
  '-----BEGIN CERTIFICATE-----',
  'MIIDDTCCAfWgAwIBAgIUdkX15fx23YznOdYXbGb/JTYewnQwDQYJKoZIhvcNAQEL',
  'BQAwFjEUMBIGA1UEAwwLZXhhbXBsZS5jb20wHhcNMjYxMTIyMTA0NDM4WhcNMzYx',
  'MTE5MTA0NDM4WjAWMRQwEgYDVQQDDAtleGFtcGxlLmNvbTCCASIwDQYJKoZIhvcN',
  'AQEBBQADggEPADCCAQoCggEBANrQQM88lTagRcyJIb3LYpfrcSNZ3OlDp3/E/FS4',
  'fJ5sLTP7vNN5SoDSzVuNIgtTUb+j/J5/uMJydaW3X39IixlSFN88q+ohAbk5PizM',
  '3UBFYl6ZfT0vGoQaL65GedNV7aODToAp7zE061l3XJXXGa+kQB1bQDPqGSIt8cLQ',
  'SfRX3L/wIHzGdz1yPUzB4+mOeqG9o5KfJz1tD9bksYyKHDHvyf2bGAPfCqOzmqlO',
  'RjDt/IPCHPlqze3C6/yvuxviNsdJ4JkXq/NZy/qBTeUdqGfaxd+aK9OnnZrldpxf',
  'CGdVuNd9rwZs/MnPyQb4EfJFCJnWEL+314efoz2oZD3W7kcCAwEAAaNTMFEwHQYD',
  'VR0OBBYEFAdGSvMuNcB8e64Cn4rCGD8jzKHLMB8GA1UdIwQYMBaAFAdGSvMuNcB8',
  'e64Cn4rCGD8jzKHLMA8GA1UdEwEB/wQFMAMBAf8wDQYJKoZIhvcNAQELBQADggEB',
  'AAAczYfljB6ntcLFetEWUnWu4MyKSXcdVWq4LqsX/QgeIHiXFw32la9OROsogjuN',
  'wnLDgcX5Hk2ZcP9FQD46BFziz7kngSeB0/NdhXUro/jZ3rxr2i3vCxWE+NIAJ3U3',
  'DQ1UMukKqC/SyjomnPw0xJKqknd43I/dJVul/cGS0RHvWmtbi4rz88W3bBcHTzPq',
  'Z/G2XR/tWti6+vw20h6QEkgoeRtpS+r5QVFZPjFxTiSEKFTu7cG6HI3RIYD0E1uO',
  'GXXljkR1gZPnQCSyUd6Ipo/8zi1Le+cIUT8miY2uQLXdJHp3r3q4AgMWw4Loe/d6',
  'QiBePxjg+hVfAozLvya8H+A=',
  '-----END CERTIFICATE-----',
].join('\n');
const ELLIPTIC = [
  '-----BEGIN CERTIFICATE-----',
  'MIIBgTCCASegAwIBAgIUCfYfpnIX5n9M8HdvFfbXCem3CrowCgYIKoZIzj0EAwIw',
  'FjEUMBIGA1UEAwwLZXhhbXBsZS5jb20wHhcNMjYxMTIyMTA0NDM4WhcNMzYxMTE5',
  'MTA0NDM4WjAWMRQwEgYDVQQDDAtleGFtcGxlLmNvbTBZMBMGByqGSM49AgEGCCqG',
  'SM49AwEHA0IABPysjSty21SlvRkHFL7jDmqTNy1YgkQ0FIbl9qIJ3zgc5+hkNWBa',
  'Gu0UoR+44XqGFn52qgFihx62BOvSWPGCZZ+jUzBRMB0GA1UdDgQWBBQskgfeF+Va',
  '5+60OhjPchkof6oNsDAfBgNVHSMEGDAWgBQskgfeF+Va5+60OhjPchkof6oNsDAP',
  'BgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0gAMEUCIH8shTc91pxOmhIpSMQd',
  'yp/AEdMWSVwXnLsLU2+ACUU0AiEAlgKH27NipGqtcVfromFp2ViTpZPwgIiRcaXk',
  'f0Sq2g8=',
  '-----END CERTIFICATE-----',
].join('\n');

testRule(rule, {
  pass: [
    { name: 'absent', configuration: issued(undefined) },
    { name: 'null', configuration: issued(null) },
    { name: 'RSA_2048', configuration: issued('RSA_2048') },
    { name: 'RSA_4096', configuration: issued('RSA_4096') },
    { name: 'an elliptic curve', configuration: issued('EC_prime256v1') },
    {
      name: 'a variable with a default',
      configuration: { ...issued('${var.a}'), variable: { a: { default: 'RSA_3072' } } },
    },
    { name: 'an imported key of 2048 bits', configuration: imported(RSA_2048) },
    { name: 'an imported elliptic curve', configuration: imported(ELLIPTIC) },
  ],
  fail: [
    { name: 'as a state shows it', configuration: issued('RSA-1024') },
    {
      name: 'one instance',
      configuration: certificate({ for_each: { a: 'RSA_1024', b: 'RSA_2048' }, key_algorithm: '${each.value}' }),
      findings: 1,
    },
    { name: 'RSA_1024', configuration: issued('RSA_1024'), path: 'key_algorithm' },
    { name: 'small letters', configuration: issued('rsa_1024') },
    { name: 'a local', configuration: { ...issued('${local.a}'), locals: { a: 'RSA_1024' } } },
    { name: 'an imported key of 1024 bits', configuration: imported(RSA_1024), path: 'certificate_body' },
    {
      name: 'an import that says nothing of its key',
      configuration: { ...imported('${local.pem}'), locals: { pem: RSA_1024 } },
    },
  ],
  unknown: [
    { name: 'a variable', configuration: issued('${var.algorithm}'), path: 'key_algorithm' },
    { name: 'an import of a variable', configuration: imported('${var.certificate}'), path: 'certificate_body' },
    { name: 'an import of a file', configuration: imported('${file("site.pem")}') },
    { name: 'an import that cannot be read', configuration: imported('no certificate') },
  ],
  notApplicable: [{ name: 'count = 0', configuration: certificate({ count: 0, key_algorithm: 'RSA_1024' }) }],
});
