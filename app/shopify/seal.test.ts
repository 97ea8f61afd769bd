import { describe, expect, it } from 'vitest';
import { seal, unseal } from './seal.ts';

const key = Buffer.alloc(32, 1).toString('base64');
const other = Buffer.alloc(32, 2).toString('base64');

describe('seal', () => {
  it('opens with the same key for the same shop only', () => {
    const sealed = seal('トークン', key, 'a.myshopify.com');
    expect(unseal(sealed, key, 'a.myshopify.com')).toBe('トークン');
    expect(() => unseal(sealed, other, 'a.myshopify.com')).toThrow('cannot be decrypted');
    expect(() => unseal(sealed, key, 'b.myshopify.com')).toThrow('cannot be decrypted');
  });

  it('notices every changed byte, and never looks the same twice', () => {
    const sealed = seal('token', key, 'a');
    for (let place = 0; place < sealed.length; place += 1) {
      const changed = Buffer.from(sealed);
      changed[place] = (changed[place] ?? 0) ^ 1;
      expect(() => unseal(changed, key, 'a')).toThrow('cannot be decrypted');
    }
    expect(seal('token', key, 'a')).not.toEqual(sealed);
  });
});
