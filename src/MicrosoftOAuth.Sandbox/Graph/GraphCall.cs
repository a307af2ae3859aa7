using System.Text.Json.Nodes;
using MicrosoftOAuth.Sandbox.Directory;
using MicrosoftOAuth.Sandbox.OData;
using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Text;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>A request that has found its route: who calls, with what values in the path, and with what body.</summary>
internal sealed class GraphCall(Call call, string version, IReadOnlyDictionary<string, string> values, Caller caller, TenantState tenant)
{
    private JsonObject? body;

    public Call Request { get; } = call;

    public Caller Caller { get; } = caller;

    public TenantState Tenant { get; } = tenant;

    public TenantDirectory Directory => Tenant.Directory;

    /// <summary>https://graph.microsoft.com/v1.0, or the like of another cloud or version.</summary>
    public string BaseAddress { get; } = $"https://{call.Host}/{version}";

    /// <summary>In what form a list is asked for.</summary>
    public AnswerForm Form { get; init; }

    /// <summary>The one type of a mixed list that is asked for (/microsoft.graph.user); null for all.</summary>
    public Shape? Cast { get; init; }

    /// <summary>A value from the path.</summary>
    public string this[string name] => values[name];

    /// <summary>Whether the route has a value of that name, as /users/{id} has and /me has not.</summary>
    public bool Has(string name) => values.ContainsKey(name);

    /// <summary>Whether a change to what is not there is to make it (the upsert of "Create or update" pages).</summary>
    public bool MayCreate => (Request.Header("Prefer") ?? "").Contains("create-if-missing", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="GraphException">The body is no JSON object.</exception>
    public JsonObject Body => body ??= JsonBody.Read(Request.Body)
        ?? throw new GraphException(400, "BadRequest", "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format.");

    /// <summary>A copy of the body without the properties that the caller has dealt with.</summary>
    public JsonObject BodyWithout(params string[] names)
    {
        var rest = (JsonObject)Body.DeepClone();
        foreach (var name in names)
            rest.Remove(name);
        return rest;
    }

    /// <summary>The query options, for objects of a type.</summary>
    public QueryOptions Options(Shape shape)
    {
        var options = Checked(() => QueryOptions.Read(Request, shape, Navigation.ExpandableFrom(shape), Form == AnswerForm.Count));
        return Form != AnswerForm.Count || options.IsEventual
            ? options
            : throw GraphException.BadRequest("$count is not currently supported.");
    }

    /// <summary>Does something with a query, and refuses it in the Graph's words where it cannot be done.</summary>
    public static T Checked<T>(Func<T> query)
    {
        try
        {
            return query();
        }
        catch (ODataException refusal)
        {
            throw new GraphException(400, refusal.IsUnsupported ? "Request_UnsupportedQuery" : "BadRequest", refusal.Message);
        }
    }

    /// <summary>Where a new object of the directory can be found ("Location").</summary>
    public string LocationOf(DirectoryObject item) =>
        $"https://{Request.Host}/v2/{Tenant.Organization.Id}/directoryObjects/{item.Id}/Microsoft.DirectoryServices.{item.Shape.ShortName}";
}
