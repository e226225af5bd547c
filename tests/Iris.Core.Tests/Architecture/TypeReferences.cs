using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Iris.Core.Tests.Architecture;

/// <summary>Reads from a compiled assembly which of its own types each of them knows: by base, interface, member, attribute, or anywhere in a method's body.</summary>
internal sealed class TypeReferences : IDisposable
{
    private readonly System.Reflection.PortableExecutable.PEReader _file;
    private readonly MetadataReader _metadata;
    private readonly TypesOfSignature _signatures = new();

    public TypeReferences(string path)
    {
        _file = new System.Reflection.PortableExecutable.PEReader(File.OpenRead(path));
        _metadata = _file.GetMetadataReader();
    }

    /// <summary>Every pair of an outermost type and another outermost type that it knows, by namespace and full name.</summary>
    public IEnumerable<(TypeName From, TypeName To)> Read()
    {
        foreach (var handle in _metadata.TypeDefinitions)
        {
            var from = Name(handle);
            foreach (var to in KnownBy(handle).Distinct().Select(Name).Distinct())
            {
                if (to != from)
                {
                    yield return (from, to);
                }
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private IEnumerable<TypeDefinitionHandle> KnownBy(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        return Of(type.BaseType)
            .Concat(type.GetInterfaceImplementations().SelectMany(found => Of(_metadata.GetInterfaceImplementation(found).Interface)))
            .Concat(type.GetFields().SelectMany(field => _metadata.GetFieldDefinition(field).DecodeSignature(_signatures, null)))
            .Concat(type.GetProperties().SelectMany(property => Of(_metadata.GetPropertyDefinition(property).DecodeSignature(_signatures, null))))
            .Concat(type.GetEvents().SelectMany(found => Of(_metadata.GetEventDefinition(found).Type)))
            .Concat(type.GetGenericParameters().SelectMany(OfConstraints))
            .Concat(type.GetCustomAttributes().SelectMany(OfAttribute))
            .Concat(type.GetMethods().SelectMany(OfMethod));
    }

    private IEnumerable<TypeDefinitionHandle> OfMethod(MethodDefinitionHandle handle)
    {
        var method = _metadata.GetMethodDefinition(handle);
        var known = Of(method.DecodeSignature(_signatures, null))
            .Concat(method.GetGenericParameters().SelectMany(OfConstraints))
            .Concat(method.GetCustomAttributes().SelectMany(OfAttribute));
        return method.RelativeVirtualAddress == 0 ? known : known.Concat(OfBody(_file.GetMethodBody(method.RelativeVirtualAddress)));
    }

    private IEnumerable<TypeDefinitionHandle> OfBody(MethodBodyBlock body)
    {
        var locals = body.LocalSignature.IsNil ? [] : _metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(_signatures, null).SelectMany(types => types);
        var caught = body.ExceptionRegions.Where(region => !region.CatchType.IsNil).SelectMany(region => Of(region.CatchType));
        return locals.Concat(caught).Concat(InstructionTokens.Of(body.GetILBytes()!).SelectMany(token => Of(MetadataTokens.EntityHandle(token))));
    }

    private IEnumerable<TypeDefinitionHandle> OfConstraints(GenericParameterHandle handle)
        => _metadata.GetGenericParameter(handle).GetConstraints().SelectMany(constraint => Of(_metadata.GetGenericParameterConstraint(constraint).Type));

    private IEnumerable<TypeDefinitionHandle> OfAttribute(CustomAttributeHandle handle) => Of(_metadata.GetCustomAttribute(handle).Constructor);

    private static IEnumerable<TypeDefinitionHandle> Of(MethodSignature<ImmutableArray<TypeDefinitionHandle>> signature)
        => signature.ReturnType.Concat(signature.ParameterTypes.SelectMany(types => types));

    private IEnumerable<TypeDefinitionHandle> Of(EntityHandle handle)
    {
        if (handle.IsNil)
        {
            return [];
        }

        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition:
                return [(TypeDefinitionHandle)handle];
            case HandleKind.TypeSpecification:
                return _metadata.GetTypeSpecification((TypeSpecificationHandle)handle).DecodeSignature(_signatures, null);
            case HandleKind.FieldDefinition:
                var field = _metadata.GetFieldDefinition((FieldDefinitionHandle)handle);
                return field.DecodeSignature(_signatures, null).Append(field.GetDeclaringType());
            case HandleKind.MethodDefinition:
                var method = _metadata.GetMethodDefinition((MethodDefinitionHandle)handle);
                return Of(method.DecodeSignature(_signatures, null)).Append(method.GetDeclaringType());
            case HandleKind.MemberReference:
                return OfMember(_metadata.GetMemberReference((MemberReferenceHandle)handle));
            case HandleKind.MethodSpecification:
                var specification = _metadata.GetMethodSpecification((MethodSpecificationHandle)handle);
                return specification.DecodeSignature(_signatures, null).SelectMany(types => types).Concat(Of(specification.Method));
            case HandleKind.StandaloneSignature:
                return Of(_metadata.GetStandaloneSignature((StandaloneSignatureHandle)handle).DecodeMethodSignature(_signatures, null));
            default:
                // A type of another assembly.
                return [];
        }
    }

    private IEnumerable<TypeDefinitionHandle> OfMember(MemberReference member)
    {
        var signature = member.GetKind() == MemberReferenceKind.Field ? member.DecodeFieldSignature(_signatures, null) : Of(member.DecodeMethodSignature(_signatures, null));
        return signature.Concat(Of(member.Parent));
    }

    /// <summary>The outermost type: what the compiler makes of lambdas and async methods counts for the type that holds them.</summary>
    private TypeName Name(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        while (!type.GetDeclaringType().IsNil)
        {
            type = _metadata.GetTypeDefinition(type.GetDeclaringType());
        }

        return new TypeName(_metadata.GetString(type.Namespace), _metadata.GetString(type.Name));
    }
}
