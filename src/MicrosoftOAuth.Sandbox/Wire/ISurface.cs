namespace MicrosoftOAuth.Sandbox.Wire;

/// <summary>A service of the practice world, found by its host names.</summary>
internal interface ISurface
{
    bool Serves(Uri address);

    Answer Answer(Call call);
}
