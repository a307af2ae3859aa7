using MicrosoftOAuth.Sandbox.Directory;

namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>The faults that have been ordered and not used up, and those that stand.</summary>
internal sealed class FaultPlan
{
    private static readonly TimeSpan SlowByRate = TimeSpan.FromSeconds(5);

    private readonly List<(PracticeFault Fault, int Left)> ordered = [];
    private readonly List<PracticeFault> standing;
    private readonly IdSource chances;

    public FaultPlan(PracticeTenantOptions options)
    {
        standing = [.. options.Faults, .. ByRate(options.FaultRate, options.FaultKinds)];
        chances = new(options.Seed, "faults:");
    }

    public void Add(PracticeFault fault)
    {
        lock (ordered)
            ordered.Add((fault, fault.Count));
    }

    /// <summary>The first fault that hits a request, those that were ordered before those that stand.</summary>
    public PracticeFault? Take(string method, Uri address, bool onlyStatus = false)
    {
        lock (ordered)
        {
            for (var index = 0; index < ordered.Count; index++)
            {
                var (fault, left) = ordered[index];
                if (left <= 0 || !Hits(fault, method, address, onlyStatus))
                    continue;
                if (left == 1)
                    ordered.RemoveAt(index);
                else
                    ordered[index] = (fault, left - 1);
                return fault;
            }

            return standing.Find(fault => Hits(fault, method, address, onlyStatus));
        }
    }

    /// <summary>The answer for a request within a batch that a fault hits; only statuses can.</summary>
    public Answer? TakeStatus(string method, Uri address, IdSource ids) =>
        Take(method, address, onlyStatus: true) is { } fault ? FaultAnswer.Of(fault, address, ids) : null;

    /// <summary>
    /// One standing fault for each kind. Each is asked only where those before it have not hit, so its chance is that much
    /// higher; together they hit at the rate, and each as often as the others.
    /// </summary>
    private static IEnumerable<PracticeFault> ByRate(double rate, IReadOnlyList<PracticeFaultKind> kinds)
    {
        for (var index = 0; rate > 0 && index < kinds.Count; index++)
        {
            var share = rate / kinds.Count;
            yield return new() { Kind = kinds[index], Chance = share / (1 - (index * share)), Delay = SlowByRate };
        }
    }

    private bool Hits(PracticeFault fault, string method, Uri address, bool onlyStatus) =>
        (!onlyStatus || fault.Kind == PracticeFaultKind.Status)
        && (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
        && (fault.PathContains is null || (address.Host + address.AbsolutePath).Contains(fault.PathContains, StringComparison.OrdinalIgnoreCase))
        && (fault.Chance >= 1 || chances.NewFraction() < fault.Chance);
}
