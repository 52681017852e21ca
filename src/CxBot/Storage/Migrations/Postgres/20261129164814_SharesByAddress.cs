using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace CxBot.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class SharesByAddress : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "AddressHash",
                table: "Conversations",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "ModelCalls",
                columns: table => new
                {
                    Limit = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Calls = table.Column<int>(type: "integer", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ModelCalls", x => x.Limit);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Conversations_AddressHash",
                table: "Conversations",
                column: "AddressHash");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "ModelCalls");

            migrationBuilder.DropIndex(
                name: "IX_Conversations_AddressHash",
                table: "Conversations");

            migrationBuilder.DropColumn(
                name: "AddressHash",
                table: "Conversations");
        }
    }
}
