import { Link } from '@remix-run/react';
import { Attention } from '~/components/admin/attention';
import { Banner } from '~/components/admin/banner';

type Props = {
  what: 'product' | 'category';
  /** The page of what was made. */
  path: string;
  reply: object;
};

/** Inside the form of something new that was made already, by a sending whose answer was lost. */
export function MadeBeforeNotice({ what, path, reply }: Props) {
  return (
    <Attention to={reply}>
      <Banner tone="warn" title={`Not saved yet: your first Save has made this ${what} already.`}>
        <p>
          Its answer was lost, and you changed something since. That is still here: press Save, and
          it goes into <Link to={path}>the {what} that was made</Link>. There will be no second one.
        </p>
      </Banner>
    </Attention>
  );
}
