using System.Diagnostics;
using System.Security.Cryptography.X509Certificates;

namespace MicrosoftOAuth.Benchmarks.Server;

/// <summary>A server in a process of its own, which ends when this one lets go of its input.</summary>
internal sealed class ServerProcess : IDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private ServerProcess(Process process, string folder, int port, X509Certificate2 authority)
    {
        _process = process;
        _folder = folder;
        Port = port;
        Authority = authority;
    }

    internal int Port { get; }

    internal X509Certificate2 Authority { get; }

    internal TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    internal long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    internal static ServerProcess StartPracticeTenant() =>
        Start(file => [Repository.PracticeServer, "--port", "0", "--control-port", "0", "--ca-file", file, "--quiet", "--approve-device-codes", "--device-code-interval", "0", "--until-stdin-closes"]);

    internal static ServerProcess StartEmptyEndpoint() =>
        Start(file => [typeof(ServerProcess).Assembly.Location, EmptyEndpoint.Argument, file]);

    private static ServerProcess Start(Func<string, string[]> arguments)
    {
        string folder = Directory.CreateTempSubdirectory("benchmark-").FullName;
        string file = Path.Combine(folder, "ca.pem");
        ProcessStartInfo start = new("dotnet", arguments(file)) { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        Process process = Process.Start(start)!;
        string line = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server did not start.");
        return new ServerProcess(process, folder, new Uri(line.Split(' ')[^1]).Port, X509CertificateLoader.LoadCertificateFromFile(file));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        Authority.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
