import type { Insertable } from 'kysely';
import type { Tables } from '../../src/database/tables.js';
import type { Studio } from './studio.js';

/** Rows of the catalogue of videos and what was bought of it; each call writes one and answers its number. */
export interface VideoRows {
  library(name: string): Promise<number>;
  video(row?: Partial<Insertable<Tables['videos']>>): Promise<number>;
  /** Paid by card, and for ever, unless told. */
  purchase(video: number, customer: number, row?: Partial<Insertable<Tables['video_purchases']>>): Promise<number>;
}

export function videoRows({ company, db }: Studio, firstNumber = 1): VideoRows {
  let last = firstNumber - 1;
  const keys = () => ({ company_id: company.id, number: ++last });
  return {
    async library(name) {
      const key = keys();
      await db.insertInto('media_libraries').values({ ...key, name }).execute();
      return key.number;
    },
    async video(row = {}) {
      const key = keys();
      await db.insertInto('videos').values({ ...key, name: `Video ${key.number}`, price: 750, credits: 1, ...row }).execute();
      return key.number;
    },
    async purchase(video, customer, row = {}) {
      const key = keys();
      await db
        .insertInto('video_purchases')
        .values({ ...key, video_number: video, customer_number: customer, payment_method: 'CARD', currency: 'GBP', amount: 1250, ...row })
        .execute();
      return key.number;
    },
  };
}
