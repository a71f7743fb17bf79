import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { Picture } from '~/components/picture';

it('without a picture, the whole of the first letter stands there', () => {
  const standIn = (title: string) =>
    renderToStaticMarkup(<Picture file={null} alt={title} sizes="1px" />);
  expect(standIn(' mug')).toContain('>M<');
  expect(standIn('🕯️ Candle')).toContain('>🕯<');
  expect(standIn('')).toContain('></span>');
});
