import { insertRows } from './insertRows.js';
import { videosOnOffer, libraryNames } from './videoCatalogue.js';
import { catalogueOf, type DemoStep, takeNumber } from './world.js';

const day = 86_400_000;

/** The libraries and what is in them; a few videos are in none. */
export const videosStep: DemoStep = {
  noun: 'videos',
  tables: ['media_libraries', 'videos'],
  async load(world) {
    const libraries = libraryNames.map((name) => ({ company_id: world.companyId, number: takeNumber(world, 'media_library'), name }));
    for (const [index, video] of catalogueOf(world, videosOnOffer).entries()) {
      const { library, expiryDays, isUnready, deletedAgo } = video;
      world.videos.push({
        company_id: world.companyId,
        number: takeNumber(world, 'video'),
        library_number: library === null ? null : (libraries[library]?.number ?? null),
        name: video.name,
        description: video.description,
        price: video.price,
        credits: video.credits,
        has_expiry: expiryDays !== null,
        expiry_days: expiryDays,
        is_ready: isUnready !== true,
        updated_at: new Date(world.dayBegan - (isUnready === true ? 2 : 20 + ((index * 37) % 600)) * day + 14 * 3_600_000),
        deleted_at: deletedAgo === undefined ? null : new Date(world.dayBegan - deletedAgo * day),
      });
    }
    await insertRows(world.db, 'media_libraries', libraries);
    await insertRows(world.db, 'videos', world.videos);
    return world.videos.length;
  },
};
