using Iris.Core.Catalogue;
using Iris.Core.Model;
using Iris.Core.Providers.Profiles;
using Endpoint = Iris.Core.Catalogue.Endpoint;

namespace Iris.Discovery;

/// <summary>Makes endpoints from what the catalogue knows, the operator names and servers say.</summary>
internal sealed class EndpointFactory(ModelCatalogue catalogue)
{
    /// <summary>All that the catalogue lists for the vendor.</summary>
    public IReadOnlyList<Endpoint> Listed(ProviderConnection connection) =>
        [.. catalogue.EndpointsOf(connection.Profile.Name).Select(endpoint => endpoint.At(connection.Name))];

    /// <summary>One model that the operator named in the provider's own words.</summary>
    public Endpoint Named(ProviderConnection connection, string upstreamModel)
    {
        var listed = catalogue.EndpointsOf(connection.Profile.Name)
            .FirstOrDefault(endpoint => endpoint.UpstreamModel.Equals(upstreamModel, StringComparison.OrdinalIgnoreCase));
        if (listed is not null)
        {
            return listed.At(connection.Name);
        }

        var endpoint = Unlisted(connection, upstreamModel);
        return catalogue.Find(upstreamModel) is { } model ? endpoint with { Model = model } : endpoint;
    }

    /// <summary>One model that a server says it has; what it says of itself counts more than the catalogue.</summary>
    public Endpoint Found(ProviderConnection connection, FoundModel found)
    {
        var endpoint = Unlisted(connection, found.Name);
        var model = catalogue.Find(found.Name) ?? endpoint.Model;
        return endpoint with
        {
            Model = model with
            {
                InputModalities = Modalities(model.InputModalities, found.SeesImages),
                ContextLength = found.ContextLength ?? model.ContextLength,
            },
        };
    }

    /// <summary>A model that the vendor's list lacks: its name tells the family, and the family how it sees and counts.</summary>
    private Endpoint Unlisted(ProviderConnection connection, string upstreamModel)
    {
        var limits = catalogue.Limits(connection.Profile.LimitsProfile);
        var family = catalogue.FamilyOf(upstreamModel);
        var unknown = UnknownModel.At(connection.Name, upstreamModel, limits.Within(family?.Limits));
        return unknown with
        {
            Price = PriceAt(connection),
            Model = family?.InputModalities is { } modalities ? unknown.Model with { InputModalities = modalities } : unknown.Model,
            TokenFormula = Formula(connection, upstreamModel, family) ?? catalogue.UnknownImages,
        };
    }

    // The same vendor's own row counts first, then what the name says, then what another vendor of the model does.
    private TokenFormula? Formula(ProviderConnection connection, string upstreamModel, ModelFamily? family)
    {
        var model = catalogue.Find(upstreamModel);
        var sameVendor = model is null ? null : catalogue.EndpointsOf(connection.Profile.Name).FirstOrDefault(endpoint => endpoint.Model.Id == model.Id);
        return sameVendor?.TokenFormula
            ?? family?.TokenFormula
            ?? (model is null ? null : catalogue.FamilyOf(model.Id.Value)?.TokenFormula ?? catalogue.FormulaOf(model.Id));
    }

    // Tokens of a server on the operator's own machine cost nothing.
    private static ModelPrice? PriceAt(ProviderConnection connection) => connection.Profile.LocalPort is null ? null : ModelPrice.Free;

    private static IReadOnlyList<string> Modalities(IReadOnlyList<string> listed, bool? seesImages) => seesImages switch
    {
        true when !listed.Contains("image") => [.. listed, "image"],
        false => [.. listed.Where(modality => modality is not ("image" or "video"))],
        _ => listed,
    };
}
