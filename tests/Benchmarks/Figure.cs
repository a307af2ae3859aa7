using System.Globalization;

namespace MicrosoftOAuth.Benchmarks;

/// <summary>One figure and what it may be at most.</summary>
/// <param name="Name">What was measured.</param>
/// <param name="Value">A ratio or a count.</param>
/// <param name="Limit">The most that it may be; null for a figure that is there to compare with.</param>
/// <param name="Note">What it was made of, here and now.</param>
internal sealed record Figure(string Name, double Value, double? Limit, string Note)
{
    internal bool IsOver => Value > Limit;

    public override string ToString()
    {
        string limit = Limit is { } most ? string.Create(CultureInfo.InvariantCulture, $"at most {most:0.##}") : "to compare";
        return string.Create(CultureInfo.InvariantCulture, $"  {Name,-58} {Value,7:0.00}   {limit,-12} {(IsOver ? "OVER" : Limit is null ? "" : "ok"),-5} {Note}");
    }
}
