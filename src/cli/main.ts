// The command line: finds the command, hands it its arguments, and turns what goes wrong into words and exit codes.
import { didYouMean } from '../graph/words.ts'
import { version } from '../../package.json'
import { readArguments } from './arguments.ts'
import { commands } from './commands.ts'
import { helpOn, overview } from './help.ts'
import { exits, misused, Refusal, type Exit } from './refusal.ts'
import { errorsJson, problemLine } from './show-problems.ts'
import { coloursOf, print, say, visible } from './terminal.ts'

async function perform([name, ...words]: readonly string[]): Promise<Exit> {
  if (name === undefined) {
    say(overview())
    return exits.refused
  }
  if (name === '--version' || name === '-v') {
    print(`${version}\n`)
    return exits.done
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const [topic] = words
    const command = topic !== undefined && Object.hasOwn(commands, topic) ? commands[topic] : undefined
    print(topic !== undefined && command ? helpOn(topic, command) : overview())
    return exits.done
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    const names = Object.keys(commands)
    throw misused(
      'gradloom',
      `there is no command ${name}`,
      `the commands are ${names.join(', ')}`,
      didYouMean(name, names),
    )
  }
  const given = readArguments(name, command, words)
  if (given.switches.has('help')) {
    print(helpOn(name, command))
    return exits.done
  }
  const execute = await command.load()
  return execute(given)
}

/** Says what went wrong, as JSON where that was asked for. */
function refuse({ problems, file, exit }: Refusal, words: readonly string[]): Exit {
  const colours = coloursOf(process.stderr)
  if (words.includes('--json')) print(errorsJson(problems))
  else say(problems.map((each) => problemLine(each, file, colours)).join(''))
  return exit
}

async function main(words: readonly string[]): Promise<Exit> {
  // Whoever reads our output may stop reading (| head): nothing is wrong then.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? exits.done : exits.fault),
  )
  try {
    return await perform(words)
  } catch (thrown) {
    if (thrown instanceof Refusal) return refuse(thrown, words)
    const reason = thrown instanceof Error ? thrown.message : String(thrown)
    say(
      `gradloom: internal fault: ${visible(reason.replace(/\s+/g, ' '))}; please report it with the graph and the command.\n`,
    )
    if (process.env['GRADLOOM_DEBUG'] && thrown instanceof Error)
      say(`${(thrown.stack ?? '').split('\n').map(visible).join('\n')}\n`)
    return exits.fault
  }
}

process.exitCode = await main(process.argv.slice(2))
