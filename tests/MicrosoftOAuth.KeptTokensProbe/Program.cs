using System.Globalization;
using System.Text.Json;
using MicrosoftOAuth.KeptTokensProbe;

// One process with one session, which keeps its tokens in the folder of the first argument and waits as many times shorter as
// the second says. Does what the lines of its standard input say, and answers each with one line of JSON.
ProbedSession session = new(args[0], new HurriedClock(int.Parse(args[1], CultureInfo.InvariantCulture)));
while (await Console.In.ReadLineAsync() is { } line)
{
    Console.WriteLine(JsonSerializer.Serialize(await session.DoAsync(line.Split(' ')), JsonSerializerOptions.Web));
}
