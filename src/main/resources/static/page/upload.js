import { ask, post } from './api.js';
import { percent } from './format.js';

const PART = 16 * 2 ** 20;

/** Archives on their way in parts. One that breaks off goes on there when the same is sent again, and is forgotten when its page is left. */
export class Upload {
  constructor(dataset, signal) {
    this.path = `/v1/datasets/${dataset}/uploads`;
    this.signal = signal;
    this.begun = null;
    signal.addEventListener('abort', () => this.forget(), { once: true });
    addEventListener('pagehide', () => this.forget(), { signal });
  }

  /** Sends what is not sent yet, and answers the version that is made of it. */
  async send(archive, options, tell) {
    const what = JSON.stringify([archive.name, archive.size, archive.lastModified, options]);
    if (this.begun?.what !== what) {
      this.forget();
      const { id } = await post(this.path, options, { signal: this.signal });
      this.begun = { id, what, sent: 0 };
    }
    const { begun } = this;
    const said = () => `${percent(Math.min(begun.sent * PART / (archive.size || 1), 1), 0)} sent`;
    try {
      for (; begun.sent * PART < archive.size; begun.sent += 1) {
        tell(said());
        await this.put(begun, archive.slice(begun.sent * PART, (begun.sent + 1) * PART));
      }
      const version = await post(`${this.path}/${begun.id}/complete`, undefined, { signal: this.signal });
      this.begun = null; // there is nothing to forget any more
      return version;
    } catch (error) {
      if (['upload_not_found', 'upload_complete'].includes(error.code)) this.begun = null;
      else tell(`${said()}: send the same again, and it goes on there`);
      throw error;
    }
  }

  put(begun, part) {
    return ask(`${this.path}/${begun.id}/parts/${begun.sent + 1}`, { method: 'PUT', body: part, signal: this.signal });
  }

  /** Its parts would count for their owner until they are too old. */
  forget() {
    if (this.begun) ask(`${this.path}/${this.begun.id}`, { method: 'DELETE', keepalive: true }).catch(() => {});
    this.begun = null;
  }
}
