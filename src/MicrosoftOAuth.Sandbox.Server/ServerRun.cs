using System.Runtime.InteropServices;
using MicrosoftOAuth.Sandbox.Server.Arguments;
using MicrosoftOAuth.Sandbox.Server.Startup;

namespace MicrosoftOAuth.Sandbox.Server;

/// <summary>The program: arguments in, an exit code out, and between them a server that ends when it is told to.</summary>
internal sealed class ServerRun(TextReader input, TextWriter output, TextWriter error)
{
    private const int Ended = 0;
    private const int CouldNotStart = 1;
    private const int WrongArguments = 2;

    public async Task<int> RunAsync(IReadOnlyList<string> words, CancellationToken cancellationToken = default)
    {
        ServerArguments arguments;
        try
        {
            arguments = ArgumentReader.Read(words);
        }
        catch (WrongArgumentException wrong)
        {
            await error.WriteLineAsync($"{wrong.Message} --help shows what can be asked.");
            return WrongArguments;
        }

        if (arguments.WantsHelp)
            await output.WriteAsync(ArgumentReader.Usage());
        else if (arguments.WantsVersion)
            await output.WriteLineAsync(typeof(ServerRun).Assembly.GetName().Version!.ToString(3));
        else
            return await ServeAsync(arguments, cancellationToken);
        return Ended;
    }

    private async Task<int> ServeAsync(ServerArguments arguments, CancellationToken cancellationToken)
    {
        var end = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var cancelled = cancellationToken.Register(end.SetResult);
        using var interrupt = EndOn(PosixSignal.SIGINT, end);
        using var terminate = EndOn(PosixSignal.SIGTERM, end);
        using var hangUp = EndOn(PosixSignal.SIGHUP, end);
        PracticeServer server;
        try
        {
            server = await PracticeServer.StartAsync(arguments.Tenant, arguments.Server with { Warn = error.WriteLine });
        }
        catch (Exception refusal) when (refusal is IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(refusal.Message);
            return CouldNotStart;
        }

        await using (server)
        {
            await output.WriteLineAsync(arguments.Announcement switch
            {
                Announcement.Json => StartupJson.Line(server),
                Announcement.Quiet => StartupText.Ready(server),
                _ => StartupText.Whole(server),
            });
            await output.FlushAsync(CancellationToken.None);
            if (arguments.EndsWithInput)
                _ = EndWithInputAsync(end);
            if (arguments.RunTime is { } time)
                await Task.WhenAny(end.Task, Task.Delay(time, cancellationToken));
            else
                await end.Task;
        }

        return Ended;
    }

    private async Task EndWithInputAsync(TaskCompletionSource end)
    {
        var nothing = new char[256];
        while (await input.ReadAsync(nothing) > 0)
        {
            // What is said on the standard input means nothing; that it ends does.
        }

        end.TrySetResult();
    }

    private static PosixSignalRegistration EndOn(PosixSignal signal, TaskCompletionSource end) => PosixSignalRegistration.Create(signal, context =>
    {
        // A second signal ends the process at once.
        context.Cancel = end.TrySetResult();
    });
}
