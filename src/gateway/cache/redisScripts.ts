import { redisScript } from '../redis.js';

/** Seconds that a company's generations are kept after the last bump; gone, they are made anew, which voids. */
const generationsLifeSeconds = 172_800;

/**
 * KEYS: epoch, generations of the company, entry. ARGV 1 and 2: the server's name, a token never used before.
 * Leaves in `generations` the epoch and the generation of each resource, from ARGV[first] on.
 */
const generationsLua = `
local function generationsFrom(first)
  local epoch = redis.call('GET', KEYS[1])
  if not epoch or string.sub(epoch, 1, #ARGV[1]) ~= ARGV[1] then
    epoch = ARGV[1] .. ':' .. ARGV[2]
    redis.call('SET', KEYS[1], epoch)
  end
  local generations = { epoch }
  for i = first, #ARGV do
    local generation = redis.call('HGET', KEYS[2], ARGV[i])
    if not generation then
      generation = ARGV[2]
      redis.call('HSET', KEYS[2], ARGV[i], generation)
      redis.call('EXPIRE', KEYS[2], ${generationsLifeSeconds})
    end
    generations[#generations + 1] = generation
  end
  return table.concat(generations, ' ')
end
`;

/** ARGV from 3: resources. Returns the generations, and head and body of the entry if it was made under them. */
export const recallScript = redisScript(`${generationsLua}
local generations = generationsFrom(3)
local entry = redis.call('HMGET', KEYS[3], 'generations', 'head', 'body')
if not entry[1] then return { generations } end
if entry[1] ~= generations then
  redis.call('UNLINK', KEYS[3])
  return { generations }
end
return { generations, entry[2], entry[3] }
`);

/** ARGV 3 to 6: generations that the answer was made under, head, body, life in ms; from 7: resources. */
export const storeScript = redisScript(`${generationsLua}
if generationsFrom(7) ~= ARGV[3] then return 0 end
redis.call('HSET', KEYS[3], 'generations', ARGV[3], 'head', ARGV[4], 'body', ARGV[5])
redis.call('PEXPIRE', KEYS[3], ARGV[6])
return 1
`);

/** KEYS: the change's mark, generations of the company. ARGV: a token never used before, resources. */
export const bumpScript = redisScript(`
if not redis.call('SET', KEYS[1], '1', 'NX', 'EX', 600) then return 0 end
for i = 2, #ARGV do redis.call('HSET', KEYS[2], ARGV[i], ARGV[1]) end
redis.call('EXPIRE', KEYS[2], ${generationsLifeSeconds})
return 1
`);

/** KEYS: epoch. ARGV: the server's name, a token never used before. */
export const voidScript = redisScript(`
redis.call('SET', KEYS[1], ARGV[1] .. ':' .. ARGV[2])
return 1
`);
