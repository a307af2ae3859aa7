using MicrosoftOAuth.Sandbox.Schema;
using MicrosoftOAuth.Sandbox.Wire;

namespace MicrosoftOAuth.Sandbox.Graph;

/// <summary>graph.microsoft.com and its sisters in the other clouds, versions v1.0 and beta alike.</summary>
internal sealed class GraphSurface(PracticeWorld world, FaultPlan faults) : ISurface
{
    public const string ContentType = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8";

    /// <summary>Which of Microsoft's machines answered; here, none.</summary>
    private const string Diagnostic = """{"ServerInfo":{"DataCenter":"Practice","Slice":"E","Ring":"0","ScaleUnit":"000","RoleInstance":"PRACTICE0000"}}""";

    /// <summary>The longest body the Graph takes, in characters.</summary>
    private const int BodyLimit = 4 * 1024 * 1024;

    private readonly Authenticator authenticator = new(world);
    private readonly Throttle throttle = new(world);

    public bool Serves(Uri address) => CloudHosts.IsGraph(address.Host);

    public Answer Answer(Call call)
    {
        var requestId = world.Ids.NewGuid().ToString();
        var clientRequestId = call.Header("client-request-id") ?? requestId;
        Answer answer;
        try
        {
            answer = Dispatch(call);
            if (world.Options.GraphAsOf is { } day)
                answer = GraphHistory.AsOf(day, answer);
        }
        catch (GraphException refusal)
        {
            answer = refusal.ToAnswer(new(requestId, clientRequestId, call.Time));
        }
        catch (SchemaException refusal)
        {
            answer = GraphException.BadRequest(refusal.Message).ToAnswer(new(requestId, clientRequestId, call.Time));
        }

        var whole = new Answer(answer.Status, answer.Body, answer.ContentType) { Headers = [.. answer.Headers] }
            .With("request-id", requestId)
            .With("client-request-id", clientRequestId)
            .With("x-ms-ags-diagnostic", Diagnostic)
            .With("Strict-Transport-Security", "max-age=31536000")
            .With("Cache-Control", "no-cache");
        return answer.ContentType == ContentType ? whole.With("OData-Version", "4.0") : whole;
    }

    private Answer Dispatch(Call call)
    {
        if (call.Body.Length > BodyLimit)
            throw new GraphException(413, "RequestEntityTooLarge", "The size of the request exceeds the maximum size allowed by the service.");
        var (tenant, caller) = authenticator.Identify(call);
        var version = call.Segments.Count == 0 ? "" : call.Segments[0];
        if (version is not ("v1.0" or "beta"))
            throw new GraphException(400, "BadRequest", $"Invalid version: {version}");
        tenant.Registrar.PurgeLapsed();
        tenant.People.PurgeLapsed();
        if (call.Method == "POST" && call.Segments.Count == 2 && call.Segments[1] == "$batch")
            return Batch.Answer(call, version, request => faults.TakeStatus(request.Method, request.Address, world.Ids) ?? Answer(request));
        return throttle.Pass(tenant, caller, () => Route(call, version, tenant, caller));
    }

    private static Answer Route(Call call, string version, TenantState tenant, Caller caller)
    {
        var path = GraphPath.Normalize(call.Segments.Skip(1));
        if (caller.User is null && path.Count > 0 && path[0].Equals("me", StringComparison.OrdinalIgnoreCase))
            throw new GraphException(400, "BadRequest", "/me request is only valid with delegated authentication flow.");
        var match = GraphRouter.Find(call.Method, path);
        if (!match.Route.Gate.Admits(caller))
            throw GraphException.Denied();
        return match.Route.Handle(new(call, version, match.Values, caller, tenant) { Form = match.Form, Cast = match.Cast });
    }
}
