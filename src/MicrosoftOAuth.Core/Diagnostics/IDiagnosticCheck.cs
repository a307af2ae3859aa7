namespace MicrosoftOAuth.Core;

/// <summary>One check of the doctor. Each has a file of its own; the list of them is <see cref="Doctor"/>.</summary>
public interface IDiagnosticCheck
{
    /// <summary>What is checked, in a few words.</summary>
    string Name { get; }

    /// <summary>True where the network is touched.</summary>
    bool UsesNetwork { get; }

    /// <summary>Looks. May throw whatever it meets: the doctor then says that the check failed.</summary>
    Task<Diagnostic> RunAsync(DiagnosticSubject subject, CancellationToken cancellationToken);
}
