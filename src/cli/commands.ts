import { clientCommands } from './clientCommands.js';
import type { Command } from './command.js';
import { companyCommands } from './companyCommands.js';
import { keyCommands } from './keyCommands.js';
import { operatorCommands } from './operatorCommands.js';
import { transferCommands } from './transferCommands.js';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [...operatorCommands, ...companyCommands, ...clientCommands, ...keyCommands, ...transferCommands];
