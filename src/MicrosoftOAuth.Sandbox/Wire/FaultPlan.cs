namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>The faults that have been ordered and not used up.</summary>
internal sealed class FaultPlan
{
    private readonly List<(PracticeFault Fault, int Left)> faults = [];

    public void Add(PracticeFault fault)
    {
        lock (faults)
            faults.Add((fault, fault.Count));
    }

    /// <summary>The first fault that hits a request; its count goes down by one.</summary>
    public PracticeFault? Take(string method, Uri address)
    {
        lock (faults)
        {
            for (var index = 0; index < faults.Count; index++)
            {
                var (fault, left) = faults[index];
                if (left <= 0 || !Hits(fault, method, address))
                    continue;
                if (left == 1)
                    faults.RemoveAt(index);
                else
                    faults[index] = (fault, left - 1);
                return fault;
            }

            return null;
        }
    }

    private static bool Hits(PracticeFault fault, string method, Uri address) =>
        (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (fault.PathContains is null || (address.Host + address.AbsolutePath).Contains(fault.PathContains, StringComparison.OrdinalIgnoreCase));
}
